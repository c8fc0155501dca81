package io.github.quotary.crypto.p256;

/** The table of the generator, made when it is first needed. */
public final class Generator {
  /** Wider windows would save a few additions and no longer fit a processor's second cache. */
  public static final int WIDTH = 8;

  public static final WindowTable TABLE = WindowTable.of(P256Curve.GENERATOR, WIDTH);

  private Generator() {}
}
