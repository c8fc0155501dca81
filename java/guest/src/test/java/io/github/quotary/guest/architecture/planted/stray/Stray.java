package io.github.quotary.guest.architecture.planted.stray;

/** Lives in a package without a floor. */
public final class Stray {
  private Stray() {}
}
