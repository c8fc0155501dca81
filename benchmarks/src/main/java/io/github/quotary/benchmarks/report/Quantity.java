package io.github.quotary.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers in the report: three significant digits and a suitable unit. */
final class Quantity {
  private static final int DIGITS = 3;
  private static final MathContext ROUNDING = new MathContext(DIGITS);
  static final String UNKNOWN = "–";

  private Quantity() {}

  /** A duration in ns, µs, ms or s. */
  static String time(double nanos) {
    if (nanos < 1e3) {
      return number(nanos) + " ns";
    }
    if (nanos < 1e6) {
      return number(nanos / 1e3) + " µs";
    }
    return nanos < 1e9 ? number(nanos / 1e6) + " ms" : number(nanos / 1e9) + " s";
  }

  static String time(OptionalDouble nanos) {
    return nanos.isPresent() ? time(nanos.getAsDouble()) : UNKNOWN;
  }

  /** Whole bytes. */
  static String bytes(OptionalDouble bytes) {
    return bytes.isPresent()
        ? String.format(Locale.ROOT, "%,d", Math.round(bytes.getAsDouble()))
        : UNKNOWN;
  }

  static String number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : UNKNOWN;
  }

  /** Three significant digits, thousands grouped. */
  static String number(double value) {
    BigDecimal rounded = new BigDecimal(value).round(ROUNDING);
    int wholeDigits = rounded.precision() - rounded.scale();
    int decimals = Math.max(0, Math.min(DIGITS, DIGITS - wholeDigits));
    return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
  }
}
