/** Intel's signed statements, raw ({@code Collateral}) and trusted ({@code TrustedCollateral}). */
@NullMarked
package io.github.quotary.collateral;

import org.jspecify.annotations.NullMarked;
