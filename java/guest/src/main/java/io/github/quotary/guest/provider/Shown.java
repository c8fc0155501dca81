package io.github.quotary.guest.provider;

/** How much of a text from outside a message shows, in characters. */
final class Shown {
  static final int WHERE = 300;
  static final int REASON = 400;

  private Shown() {}
}
