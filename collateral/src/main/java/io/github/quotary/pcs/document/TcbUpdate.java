package io.github.quotary.pcs.document;

import java.util.Locale;

/**
 * Selects the data set of TCB info and QE identity. Source: Intel PCS API version 4, parameters
 * {@code update} and {@code tcbEvaluationDataNumber}; a request has at most one of them.
 */
public sealed interface TcbUpdate {
  /** The data set that Intel enforces now. */
  TcbUpdate STANDARD = Type.STANDARD;

  /** The newest data set, available from the day a TCB recovery is disclosed. */
  TcbUpdate EARLY = Type.EARLY;

  /** The data set with this TCB evaluation data number. */
  static TcbUpdate evaluationDataNumber(long number) {
    return new EvaluationDataNumber(number);
  }

  /**
   * {@code standard}, {@code early}, or a number.
   *
   * @throws IllegalArgumentException for anything else
   */
  static TcbUpdate parse(String text) {
    for (Type type : Type.values()) {
      if (type.id().equals(text)) {
        return type;
      }
    }
    if (text.matches("\\d{1,10}")) {
      return evaluationDataNumber(Long.parseLong(text));
    }
    throw new IllegalArgumentException(
        "'" + text + "' is neither standard nor early nor an evaluation data number");
  }

  /** {@code standard}, {@code early}, or the number in decimal. */
  String id();

  /** Its query parameter, without a separator; empty for the default. */
  String query();

  /** The two named data sets. */
  enum Type implements TcbUpdate {
    /** The one in force. */
    STANDARD,
    /** The newest. */
    EARLY;

    @Override
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String query() {
      return this == STANDARD ? "" : "update=" + id();
    }
  }

  /**
   * The data set of one TCB recovery.
   *
   * @param number an unsigned 32-bit integer
   */
  record EvaluationDataNumber(long number) implements TcbUpdate {
    /** Checks the range. */
    public EvaluationDataNumber {
      if (number < 0 || number > 0xffffffffL) {
        throw new IllegalArgumentException(
            "An evaluation data number must be at least 0 and below 2^32: " + number);
      }
    }

    @Override
    public String id() {
      return Long.toString(number);
    }

    @Override
    public String query() {
      return "tcbEvaluationDataNumber=" + number;
    }
  }
}
