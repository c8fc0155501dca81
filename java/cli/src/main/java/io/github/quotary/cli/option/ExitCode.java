package io.github.quotary.cli.option;

import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import java.util.List;

/** Exit codes, the same for every command. */
public final class ExitCode {
  /** Verified and trusted; all passed; match. */
  public static final int OK = 0;

  /** Internal error: a bug. */
  public static final int INTERNAL = 1;

  /**
   * The caller's mistake: unknown option, unreadable file, bad instant, bad policy, bad collateral
   * file.
   */
  public static final int USAGE = 2;

  /** The result could not be written: full disk, closed descriptor. */
  public static final int UNWRITTEN = 3;

  /** Rejected; mismatch; cases failed. */
  public static final int REJECTED = 10;

  /** Verified, but not trusted under the policy; a partial match. */
  public static final int NOT_TRUSTED = 11;

  /** The quote or log itself cannot be read. */
  public static final int MALFORMED = 30;

  /** Undecided: no collateral was available. */
  public static final int UNDECIDED = 40;

  /**
   * The reader of the result closed the pipe: what a shell reports of a program that the signal
   * SIGPIPE ended.
   */
  public static final int READER_LEFT = 128 + 13;

  /** From the most to the least severe. */
  private static final List<Integer> WEIGHTS =
      List.of(
          INTERNAL, READER_LEFT, UNWRITTEN, USAGE, REJECTED, MALFORMED, NOT_TRUSTED, UNDECIDED, OK);

  private ExitCode() {}

  /** The more severe of two codes. */
  public static int heavier(int one, int other) {
    return WEIGHTS.indexOf(one) <= WEIGHTS.indexOf(other) ? one : other;
  }

  public static int of(VerificationResult result) {
    if (result instanceof Undecided) {
      return UNDECIDED;
    }
    if (result instanceof Rejected rejected) {
      return of(rejected.reason());
    }
    return result.isTrusted() ? OK : NOT_TRUSTED;
  }

  /** Whose fault it is: the quote's form, the form of the other arguments, or what was signed. */
  private static int of(RejectReason reason) {
    return switch (reason) {
      case QUOTE_TOO_SHORT, QUOTE_TOO_LARGE, TEE_TYPE_UNKNOWN, QUOTE_FORMAT_UNSUPPORTED ->
          MALFORMED;
      case COLLATERAL_TOO_LARGE, COLLATERAL_TEXT_HAS_NUL, TIME_NOT_POSITIVE -> USAGE;
      default -> REJECTED;
    };
  }
}
