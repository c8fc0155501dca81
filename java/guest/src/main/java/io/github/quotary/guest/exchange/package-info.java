/**
 * HTTP/1.1 over a Unix-domain socket: one exchange on one connection, within limits. Not exported.
 *
 * <p>The way: {@link io.github.quotary.guest.exchange.UnixExchange} connects, writes the request
 * and reads the response through {@link io.github.quotary.guest.exchange.UnixConnection}, which
 * never waits beyond the deadline.
 */
@NullMarked
package io.github.quotary.guest.exchange;

import org.jspecify.annotations.NullMarked;
