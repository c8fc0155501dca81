/**
 * Outcomes, faults and oddities by name, each with the verdict to expect.
 *
 * <p>The way in is {@link io.github.quotary.simulator.fault.VectorSource}.
 */
@NullMarked
package io.github.quotary.simulator.fault;

import org.jspecify.annotations.NullMarked;
