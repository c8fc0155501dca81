package io.github.quotary.pcs.document;

import java.util.Locale;

/**
 * Which data set of a TCB recovery the TCB info and the QE identity are asked for. Source: Intel
 * PCS API version 4, parameters {@code update} and {@code tcbEvaluationDataNumber}, of which at
 * most one is given.
 */
public sealed interface TcbUpdate {
  /** The data set that Intel enforces now. */
  TcbUpdate STANDARD = Type.STANDARD;

  /** The newest data set, from the day on which a recovery is disclosed. */
  TcbUpdate EARLY = Type.EARLY;

  /** A certain data set. */
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

  /** The part of a query that asks for it, without a separator; empty for the default. */
  String query();

  /** The two data sets that have a name. */
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
            "An evaluation data number is at least 0 and below 2^32, unlike " + number);
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
