package io.github.quotary.vector.lanes;

import io.github.quotary.crypto.p256.P256Curve;

/** The table of the generator, 256 KiB; made when it is first needed. */
final class GeneratorTable {
  private static final int WIDTH = 8;

  /** Terms of a scalar. */
  static final int TERMS = 32;

  static final OddTable TABLE = OddTable.of(P256Curve.GENERATOR, WIDTH);

  private GeneratorTable() {}
}
