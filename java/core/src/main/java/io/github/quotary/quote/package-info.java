/** Quotes: bytes in, immutable views out. Every length is checked once, here. */
@NullMarked
package io.github.quotary.quote;

import org.jspecify.annotations.NullMarked;
