/**
 * Collateral in the forms of common tools. Start with {@link
 * io.github.quotary.evidence.collateral.CollateralReader}.
 */
@NullMarked
package io.github.quotary.evidence.collateral;

import org.jspecify.annotations.NullMarked;
