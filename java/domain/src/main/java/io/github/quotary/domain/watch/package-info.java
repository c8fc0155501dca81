/**
 * Watches domains: the state of each name is saved between checks, and every change is reported
 * once.
 *
 * <p>{@link io.github.quotary.domain.watch.Observation} distils a report; {@link
 * io.github.quotary.domain.watch.Change} is the pure step from the old state and an observation to
 * the new state and its alerts; {@link io.github.quotary.domain.watch.StateStore} stores both in
 * one file, replaced atomically; {@link io.github.quotary.domain.watch.WatchLoop} runs it round by
 * round.
 */
@NullMarked
package io.github.quotary.domain.watch;

import org.jspecify.annotations.NullMarked;
