package io.github.quotary.spark.executor;

import java.io.Serializable;

/**
 * Where things are in a row; -1 for what is not there. Immutable.
 *
 * @param quote the quote
 * @param at the time of verification
 * @param collateral the row's collateral
 * @param problem why there is no quote
 */
public record Cells(int quote, int at, int collateral, int problem) implements Serializable {}
