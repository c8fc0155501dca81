package io.github.quotary.crypto;

/** The table of the generator, made when it is first needed. */
final class Generator {
  /** Wider windows would save a few additions and no longer fit a processor's second cache. */
  static final int WIDTH = 8;

  static final WindowTable TABLE = WindowTable.of(P256Curve.GENERATOR, WIDTH);

  private Generator() {}
}
