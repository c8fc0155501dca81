package io.github.quotary.verify;

/**
 * How well keeping works.
 *
 * @param hits how often something kept was found
 * @param misses how often it was not
 * @param evictions how often something gave way
 * @param entries how many are kept now
 * @param bytes about how much memory they take
 */
public record KeepCounters(long hits, long misses, long evictions, int entries, long bytes) {}
