package io.github.quotary.cli.option;

import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

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

  /** The user ended the command with Ctrl-C: what a shell reports of the signal SIGINT. */
  public static final int INTERRUPTED = 128 + 2;

  /** Somebody stopped the command: what a shell reports of the signal SIGTERM. */
  public static final int TERMINATED = 128 + 15;

  /** What each means, for every command. */
  private static final Map<Integer, String> MEANINGS =
      Map.ofEntries(
          Map.entry(OK, "trusted, or genuine where identity was waived; all passed; match; agree"),
          Map.entry(INTERNAL, "internal error: a bug"),
          Map.entry(
              USAGE,
              "the caller's mistake: unknown option, unreadable file, bad time, bad policy, bad"
                  + " collateral file"),
          Map.entry(UNWRITTEN, "the result could not be written: full disk, closed descriptor"),
          Map.entry(REJECTED, "rejected; FAIL; mismatch; cases failed; disagreement"),
          Map.entry(
              NOT_TRUSTED,
              "verified, but not trusted under the policy (no identity stated counts); replay:"
                  + " partial"),
          Map.entry(MALFORMED, "the quote or log itself cannot be read"),
          Map.entry(
              UNDECIDED, "undecided: collateral, host, DNS or CT could not be had; INCOMPLETE"),
          Map.entry(INTERRUPTED, "interrupted (Ctrl-C)"),
          Map.entry(TERMINATED, "stopped (SIGTERM)"),
          Map.entry(READER_LEFT, "the reader of the result closed the pipe; nothing is said"));

  /** Those that every command gives. */
  private static final Set<Integer> COMMON = Set.of(OK, INTERNAL, USAGE, UNWRITTEN, READER_LEFT);

  /** From the most to the least severe. */
  private static final List<Integer> WEIGHTS =
      List.of(
          INTERNAL, READER_LEFT, UNWRITTEN, USAGE, REJECTED, MALFORMED, NOT_TRUSTED, UNDECIDED, OK);

  private ExitCode() {}

  /** From the most to the least severe; the one whose reader left is not told to anybody. */
  public static List<Integer> order() {
    return WEIGHTS.stream().filter(code -> code != READER_LEFT).toList();
  }

  /** All codes in ascending order, and what they mean. */
  public static SortedMap<Integer, String> meanings() {
    return new TreeMap<>(MEANINGS);
  }

  /** The codes that a command of this class gives, in ascending order. */
  public static SortedMap<Integer, String> meaningsFor(Class<?> command) {
    Set<Integer> given = new TreeSet<>(COMMON);
    Optional.ofNullable(command.getAnnotation(Exits.class))
        .ifPresent(exits -> Arrays.stream(exits.value()).forEach(given::add));
    SortedMap<Integer, String> meanings = meanings();
    meanings.keySet().retainAll(given);
    return meanings;
  }

  /** The more severe of two codes. */
  public static int heavier(int one, int other) {
    return one == other || WEIGHTS.indexOf(one) < WEIGHTS.indexOf(other) ? one : other;
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
