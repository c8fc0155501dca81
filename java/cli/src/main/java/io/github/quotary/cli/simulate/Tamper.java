package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.QuoteMap;
import io.github.quotary.simulator.spec.QuoteShape;
import java.util.List;

/**
 * A value of finished evidence that can be overwritten by name; nothing is signed again.
 *
 * @param path its name: words with dots between; {@code N} stands for an index, counted from 0
 * @param form what may be written
 * @param about what it is
 * @param changer overwrites it; throws {@link IllegalArgumentException} where it cannot
 */
record Tamper(String path, String form, String about, Changer changer) {

  /** Overwrites a value as it is written. */
  @FunctionalInterface
  interface Changer {
    Evidence apply(Evidence evidence, Whole whole, List<Integer> indexes, String value);
  }

  /**
   * The quote before anything was overwritten.
   *
   * @param shape its shape
   * @param map where its parts stand
   */
  record Whole(QuoteShape shape, QuoteMap map) {}
}
