package io.github.quotary.spark.executor;

import java.io.Serializable;
import java.util.List;

/**
 * Where things are in a row; -1 for what is not there. Immutable.
 *
 * @param quote the quote
 * @param at the time of verification
 * @param collateral the row's collateral
 * @param problem why there is no quote
 * @param kept what is kept, in the order of the output
 */
public record Cells(int quote, int at, int collateral, int problem, List<Integer> kept)
    implements Serializable {
  /** Copies the list. */
  public Cells {
    kept = List.copyOf(kept);
  }
}
