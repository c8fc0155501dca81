/**
 * Quotes and collateral on demand.
 *
 * <p>A {@link io.github.quotary.simulator.spec.Scenario} says what a platform, its quote and
 * Intel's documents about it look like; a {@link io.github.quotary.simulator.Simulator} turns it
 * into signed {@link io.github.quotary.simulator.Evidence}. The same seed and scenario give the
 * same bytes on every machine: there is no clock, no randomness, and signatures are deterministic
 * (RFC 6979).
 *
 * <p>Byte strings in the types whose names end in {@code Spec} are lower-case hex, dates are {@link
 * java.time.Instant}s on whole seconds, and every such type is an immutable value.
 */
@NullMarked
package io.github.quotary.simulator;

import org.jspecify.annotations.NullMarked;
