package io.github.quotary.verify;

import java.util.List;

/**
 * Quotes that one worker verifies together, and then their results.
 *
 * @param number of the chunk in the order of the input, from 0
 * @param firstIndex number of its first quote
 * @param quotes at least one
 * @param results as many as there are quotes, a list that can be written to; each is set once
 * @param <Q> what stands for a quote
 */
record BatchChunk<Q extends BatchQuote>(
    long number, long firstIndex, List<Q> quotes, List<VerificationResult> results) {}
