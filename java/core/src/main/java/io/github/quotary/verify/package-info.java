/**
 * The straight line from bytes to a verdict. Start at {@link io.github.quotary.verify.Verifier}.
 */
@NullMarked
package io.github.quotary.verify;

import org.jspecify.annotations.NullMarked;
