package io.github.quotary.pcs.architecture.planted.document;

import io.github.quotary.pcs.architecture.planted.cache.Upper;

/** A lower layer that depends on an upper one. */
public final class Lower {
  private Lower() {}

  /** A target for upper layers. */
  public static void visit() {}

  static void climb() {
    Upper.visit();
  }
}
