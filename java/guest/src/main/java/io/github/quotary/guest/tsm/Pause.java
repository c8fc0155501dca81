package io.github.quotary.guest.tsm;

/** Waits between two attempts. */
@FunctionalInterface
interface Pause {
  /**
   * Waits.
   *
   * @param attempt the one that failed, from 1
   */
  void after(int attempt) throws InterruptedException;
}
