package io.github.quotary.pcs.architecture.planted.stray;

/** Lives in a package without a layer. */
public final class Stray {
  private Stray() {}
}
