/**
 * What a platform, its PKI, its collateral and its quote are to be, as immutable records.
 *
 * <p>The way in is {@link io.github.quotary.simulator.spec.Scenario}.
 */
@NullMarked
package io.github.quotary.simulator.spec;

import org.jspecify.annotations.NullMarked;
