/** Names binary forms that are not supported, and says what to do about each. */
@NullMarked
package io.github.quotary.evidence.named;

import org.jspecify.annotations.NullMarked;
