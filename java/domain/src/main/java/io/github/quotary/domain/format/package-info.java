/** Readers of the formats that evidence comes in: strict, bounded, never beyond the end. */
@NullMarked
package io.github.quotary.domain.format;

import org.jspecify.annotations.NullMarked;
