package io.github.quotary.spark.app;

import io.github.quotary.status.RejectReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exit codes, as those of {@code quotary batch}. */
final class ExitCode {
  static final int OK = 0;
  static final int INTERNAL = 1;
  static final int USAGE = 2;
  static final int UNWRITTEN = 3;
  static final int REJECTED = 10;
  static final int NOT_TRUSTED = 11;
  static final int MALFORMED = 30;
  static final int UNDECIDED = 40;

  /** From the most to the least severe. */
  private static final List<Integer> WEIGHTS =
      List.of(INTERNAL, UNWRITTEN, USAGE, REJECTED, MALFORMED, NOT_TRUSTED, UNDECIDED, OK);

  private ExitCode() {}

  /** The more severe of two codes. */
  static int heavier(int one, int other) {
    return WEIGHTS.indexOf(one) <= WEIGHTS.indexOf(other) ? one : other;
  }

  /**
   * The code of a row.
   *
   * @param outcome its outcome
   * @param trusted whether it is trusted
   * @param reason why it was rejected, if so
   * @param misfit whether something that came with the quote does not fit it
   */
  static int of(String outcome, boolean trusted, @Nullable String reason, boolean misfit) {
    if (misfit) {
      return REJECTED;
    }
    return switch (outcome) {
      case "verified" -> trusted ? OK : NOT_TRUSTED;
      case "rejected" -> reason == null ? REJECTED : of(RejectReason.valueOf(reason));
      default -> UNDECIDED;
    };
  }

  private static int of(RejectReason reason) {
    return switch (reason) {
      case QUOTE_TOO_SHORT, QUOTE_TOO_LARGE, TEE_TYPE_UNKNOWN, QUOTE_FORMAT_UNSUPPORTED ->
          MALFORMED;
      case COLLATERAL_TOO_LARGE, COLLATERAL_TEXT_HAS_NUL, TIME_NOT_POSITIVE -> USAGE;
      default -> REJECTED;
    };
  }
}
