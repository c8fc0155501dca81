package io.github.quotary.verify;

import java.util.function.BooleanSupplier;

/**
 * How a batch flows.
 *
 * @param chunk how many quotes are read and verified together
 * @param window how many chunks may be under way
 * @param ordered whether results come in the order of the input
 * @param keepIds whether the hash that a quote's signature is over stays its id
 * @param closesChunk whether a chunk is to be closed before it is full
 * @param isCancelled whether the batch is to end early
 */
record BatchOptions(
    int chunk,
    int window,
    boolean ordered,
    boolean keepIds,
    BooleanSupplier closesChunk,
    BooleanSupplier isCancelled) {}
