package io.github.quotary.status;

import org.jspecify.annotations.Nullable;

/**
 * One failed check: the reason, and what was wrong and where, in words.
 *
 * @param reason the check that failed
 * @param detail what was found, what was expected, and where
 */
public record Rejection(RejectReason reason, String detail) {
  /** The one that Intel's order reports first; either may be absent. */
  public static @Nullable Rejection first(@Nullable Rejection a, @Nullable Rejection b) {
    if (a == null) {
      return b;
    }
    return b == null || a.reason.compareTo(b.reason) <= 0 ? a : b;
  }
}
