/**
 * dstack's guest agent, on its Unix-domain socket: start at {@link
 * io.github.quotary.guest.agent.GuestAgent}.
 *
 * <p>What an agent tells of its guest proves nothing; a quote in it does, once it is verified.
 */
@NullMarked
package io.github.quotary.guest.agent;

import org.jspecify.annotations.NullMarked;
