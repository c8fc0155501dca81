/**
 * Collateral in files, for offline use: Quotary's bundles, raw PCS responses, and the common JSON
 * format for the collateral of one platform.
 *
 * <p>Start with {@link io.github.quotary.pcs.bundle.CollateralBundle}.
 */
@NullMarked
package io.github.quotary.pcs.bundle;

import org.jspecify.annotations.NullMarked;
