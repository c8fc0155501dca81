/**
 * The door of a custom domain: it takes TLS off, answers connections that ask for evidence, and
 * passes the bytes of all others to a backend, whatever their protocol is.
 *
 * <p>The way of a connection: {@code HelloHandler} reads the names in the ClientHello and chooses a
 * certificate; {@code Connection} looks at the first bytes; then {@code Relay} pumps, or {@code
 * EvidencePipeline} answers. {@link io.github.quotary.ingress.proxy.ProxyServer} is where to start.
 */
@NullMarked
package io.github.quotary.ingress.proxy;

import org.jspecify.annotations.NullMarked;
