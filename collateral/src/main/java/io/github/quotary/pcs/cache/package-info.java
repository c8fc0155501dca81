/**
 * The source of collateral that a service gives to its verifier: it caches documents in memory and
 * on disk, refreshes them before they expire, and never lets a bad answer replace a good one.
 *
 * <p>The way in is {@link io.github.quotary.pcs.cache.CachingCollateralSource}.
 */
@NullMarked
package io.github.quotary.pcs.cache;

import org.jspecify.annotations.NullMarked;
