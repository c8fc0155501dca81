/**
 * What a verdict will be under data sets that Intel has published but not put in force yet.
 *
 * <p>The way in is {@link io.github.quotary.pcs.lookahead.LookAhead}.
 */
@NullMarked
package io.github.quotary.pcs.lookahead;

import org.jspecify.annotations.NullMarked;
