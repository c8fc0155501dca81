package io.github.quotary.fuzz;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Feeds a fuzz target without a fuzzer: the seed, parts of it, and the same 200 changes of it each
 * time. Each target's {@code fuzzerTestOneInput} is Jazzer's entry point, so that Jazzer can take
 * it as it is: {@code jazzer --cp=... --target_class=io.github.quotary.fuzz.QuoteFuzzTest}.
 */
final class Corpus {
  private static final int PARTS = 50;
  private static final int CHANGES = 200;

  private Corpus() {}

  static void feed(byte[] seed, Consumer<byte[]> target) {
    target.accept(seed.clone());
    for (int part = 0; part < PARTS; part++) {
      target.accept(Arrays.copyOf(seed, seed.length * part / PARTS));
    }
    Random random = new Random(seed.length);
    for (int change = 0; change < CHANGES; change++) {
      byte[] changed = Arrays.copyOf(seed, seed.length + random.nextInt(3));
      for (int edits = random.nextInt(4); edits >= 0; edits--) {
        edit(changed, random);
      }
      target.accept(changed);
    }
  }

  /** Overwrites up to 16 bytes at random, or copies a piece over another. */
  private static void edit(byte[] bytes, Random random) {
    int length = Math.min(bytes.length, 1 + random.nextInt(16));
    int to = random.nextInt(bytes.length - length + 1);
    if (random.nextBoolean()) {
      for (int i = to; i < to + length; i++) {
        bytes[i] = (byte) random.nextInt();
      }
    } else {
      System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), bytes, to, length);
    }
  }
}
