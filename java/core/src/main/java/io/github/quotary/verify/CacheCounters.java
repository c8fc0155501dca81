package io.github.quotary.verify;

/**
 * How well a cache works.
 *
 * @param hits how often an entry was found
 * @param misses how often none was found
 * @param evictions how often an entry was evicted
 * @param entries how many there are now
 * @param bytes about how much memory they take
 */
public record CacheCounters(long hits, long misses, long evictions, int entries, long bytes) {}
