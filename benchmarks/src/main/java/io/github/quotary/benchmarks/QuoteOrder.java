package io.github.quotary.benchmarks;

import java.util.Random;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * The order in which a thread takes quotes: random, because hosts do not queue up, but the same in
 * every run.
 */
@State(Scope.Thread)
public class QuoteOrder {
  private static final int LENGTH = 1 << 14;

  private final int[] random = new int[LENGTH];
  private int at;

  /** Fills the order. */
  @org.openjdk.jmh.annotations.Setup
  public void fill(ThreadParams thread) {
    fill(thread.getThreadIndex());
  }

  void fill(int seed) {
    Random source = new Random(seed);
    for (int i = 0; i < LENGTH; i++) {
      random[i] = source.nextInt(Integer.MAX_VALUE);
    }
  }

  /** A number from 0 to below {@code bound}. */
  int next(int bound) {
    at = (at + 1) & (LENGTH - 1);
    return random[at] % bound;
  }
}
