/**
 * What a platform, its PKI, its collateral and its quote are to be, as immutable records.
 *
 * <p>Start with {@link io.github.quotary.simulator.spec.Scenario}. The records' builders, and a
 * {@code with} method for each component, are generated at compile time; a record declares only
 * those that do more than replace one component.
 */
@NullMarked
package io.github.quotary.simulator.spec;

import org.jspecify.annotations.NullMarked;
