package io.github.quotary.service.trustee;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * JSON in canonical form (RFC 8785): members sorted, no white space, one spelling for each string
 * and number.
 */
final class CanonicalJson {
  private static final HexFormat HEX = HexFormat.of();

  /** From here on, integers are no longer exact as IEEE 754 doubles. */
  private static final BigDecimal EXACT = new BigDecimal(1L << 53);

  private static final int DIGITS = 17;
  private static final int MAX_PLAIN = 21;
  private static final int MIN_PLAIN = -6;

  private final StringBuilder text = new StringBuilder();

  private CanonicalJson() {}

  /**
   * UTF-8 of the canonical form.
   *
   * @throws EvaluationException if a number is not exact in it, or a string is not Unicode
   */
  static byte[] of(JsonNode value) throws EvaluationException {
    CanonicalJson json = new CanonicalJson();
    json.append(value);
    return json.text.toString().getBytes(UTF_8);
  }

  private void append(JsonNode value) throws EvaluationException {
    if (value.isObject()) {
      appendObject(value);
    } else if (value.isArray()) {
      text.append('[');
      for (int i = 0; i < value.size(); i++) {
        text.append(i == 0 ? "" : ",");
        append(value.get(i));
      }
      text.append(']');
    } else if (value.isTextual()) {
      appendString(value.textValue());
    } else if (value.isNumber()) {
      appendNumber(value);
    } else {
      text.append(value);
    }
  }

  private void appendObject(JsonNode object) throws EvaluationException {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    // Java compares strings by UTF-16 code units, as the RFC demands.
    Collections.sort(names);
    text.append('{');
    for (int i = 0; i < names.size(); i++) {
      text.append(i == 0 ? "" : ",");
      appendString(names.get(i));
      text.append(':');
      append(object.get(names.get(i)));
    }
    text.append('}');
  }

  private void appendString(String string) throws EvaluationException {
    if (!UTF_8.newEncoder().canEncode(string)) {
      throw EvaluationException.failed("parse runtime data", "a string with half a surrogate pair");
    }
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      appendCharacter(string.charAt(i));
    }
    text.append('"');
  }

  private void appendCharacter(char c) {
    switch (c) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\b' -> text.append("\\b");
      case '\f' -> text.append("\\f");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> {
        if (c < ' ') {
          text.append("\\u").append(HEX.toHexDigits(c));
        } else {
          text.append(c);
        }
      }
    }
  }

  private void appendNumber(JsonNode number) throws EvaluationException {
    double value = number.doubleValue();
    boolean isInexact =
        number.isIntegralNumber() && number.decimalValue().abs().compareTo(EXACT) > 0;
    if (isInexact || Double.isInfinite(value) || Double.isNaN(value)) {
      throw EvaluationException.failed(
          "parse runtime data", "a number that JSON's canonical form cannot hold: " + number);
    }
    text.append(number(value));
  }

  /** A number as ECMAScript writes it. */
  static String number(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal shortest = shortest(Math.abs(value));
    String digits = shortest.unscaledValue().toString();
    int point = digits.length() - shortest.scale();
    String sign = value < 0 ? "-" : "";
    if (digits.length() <= point && point <= MAX_PLAIN) {
      return sign + digits + "0".repeat(point - digits.length());
    }
    if (0 < point && point <= MAX_PLAIN) {
      return sign + digits.substring(0, point) + "." + digits.substring(point);
    }
    if (MIN_PLAIN < point && point <= 0) {
      return sign + "0." + "0".repeat(-point) + digits;
    }
    int exponent = point - 1;
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "" : "+") + exponent;
  }

  /** The shortest decimal that is read as this number. */
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int precision = 1; precision < DIGITS; precision++) {
      BigDecimal rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded.stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
  }
}
