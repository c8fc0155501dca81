/**
 * Watching domains: what is known of each name is saved between checks, and every change of it is
 * told once.
 *
 * <p>{@link io.github.quotary.domain.watch.Observation} distils a report; {@link
 * io.github.quotary.domain.watch.Change} is the pure step from what was known and what is seen to
 * what is known now and what has to be told; {@link io.github.quotary.domain.watch.StateStore}
 * keeps both in one file, replaced as a whole; {@link io.github.quotary.domain.watch.WatchLoop}
 * does it round by round.
 */
@NullMarked
package io.github.quotary.domain.watch;

import org.jspecify.annotations.NullMarked;
