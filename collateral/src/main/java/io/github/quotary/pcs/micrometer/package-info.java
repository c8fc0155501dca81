/** Meters for collateral; needs {@code io.micrometer:micrometer-core}, which is optional. */
@NullMarked
package io.github.quotary.pcs.micrometer;

import org.jspecify.annotations.NullMarked;
