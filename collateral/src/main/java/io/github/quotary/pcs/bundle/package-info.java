/**
 * Collateral in files, for offline use: Quotary's bundles, raw PCS answers, and the JSON that tools
 * of the field exchange.
 *
 * <p>The way in is {@link io.github.quotary.pcs.bundle.CollateralBundle}.
 */
@NullMarked
package io.github.quotary.pcs.bundle;

import org.jspecify.annotations.NullMarked;
