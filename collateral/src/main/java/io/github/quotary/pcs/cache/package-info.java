/**
 * The caching source of collateral for services: it caches documents in memory and on disk,
 * refreshes them before they expire, and never replaces a good document with a bad one.
 *
 * <p>Start with {@link io.github.quotary.pcs.cache.CachingCollateralSource}.
 */
@NullMarked
package io.github.quotary.pcs.cache;

import org.jspecify.annotations.NullMarked;
