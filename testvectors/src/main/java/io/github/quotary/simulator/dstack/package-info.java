/**
 * Apps of dstack in a simulated TD: their event logs, compose files and measurements.
 *
 * <p>The way in is {@link io.github.quotary.simulator.dstack.DstackApp}.
 */
@NullMarked
package io.github.quotary.simulator.dstack;

import org.jspecify.annotations.NullMarked;
