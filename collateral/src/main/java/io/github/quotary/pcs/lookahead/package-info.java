/**
 * Verdicts under data sets that Intel has published but not put in force yet.
 *
 * <p>Start with {@link io.github.quotary.pcs.lookahead.LookAhead}.
 */
@NullMarked
package io.github.quotary.pcs.lookahead;

import org.jspecify.annotations.NullMarked;
