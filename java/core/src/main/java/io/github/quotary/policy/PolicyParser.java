package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.quotary.quote.Measurement;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Typed access to the current value of a policy; every failure says where it stands and what to
 * write there.
 */
final class PolicyParser {
  /** As the policy's schema has them; the JDK's parsers accept more. */
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z");

  /** At most three parts of a time: who repeats a group without end climbs the stack for each. */
  private static final Pattern PERIOD = Pattern.compile("P([0-9]+D)?(T([0-9]+[HMS]){1,3})?");

  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private final JsonParser parser;

  PolicyParser(JsonParser parser) {
    this.parser = parser;
  }

  /** Goes to the document's value. */
  void begin() throws IOException {
    parser.nextToken();
  }

  /** Fails unless nothing follows. */
  void end() throws IOException {
    if (parser.nextToken() != null) {
      throw problem("something follows the object; remove it");
    }
  }

  /** A failure at the current value. */
  IllegalArgumentException problem(String text) {
    String pointer = PolicyText.shown(parser.getParsingContext().pathAsPointer().toString());
    return new PolicyFormatException(
        "The policy"
            + (pointer.isEmpty() ? "" : " at " + pointer)
            + ", line "
            + parser.currentTokenLocation().getLineNr()
            + ": "
            + text);
  }

  /** What the builder does with a value, its objections put in place. */
  void state(Runnable step) {
    try {
      step.run();
    } catch (PolicyFormatException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw problem(String.valueOf(e.getMessage()));
    }
  }

  /** Calls back at the value of each member of an object. */
  void object(String needed, MemberReader members) throws IOException {
    if (!isAt(JsonToken.START_OBJECT)) {
      throw problem(found() + " is not " + needed);
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      members.read(name);
    }
  }

  boolean isAt(JsonToken token) {
    return parser.currentToken() == token;
  }

  boolean isAtWord(String word) throws IOException {
    return isAt(JsonToken.VALUE_STRING) && parser.getText().equals(word);
  }

  String text(String needed) throws IOException {
    if (!isAt(JsonToken.VALUE_STRING)) {
      throw problem(found() + " is not " + needed);
    }
    return parser.getText();
  }

  long integer(long max) throws IOException {
    if (isAt(JsonToken.VALUE_NUMBER_INT)
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
        && parser.getLongValue() >= 0
        && parser.getLongValue() <= max) {
      return parser.getLongValue();
    }
    throw problem(found() + " is not an integer from 0 to " + max);
  }

  boolean bool() throws IOException {
    if (!isAt(JsonToken.VALUE_TRUE) && !isAt(JsonToken.VALUE_FALSE)) {
      throw problem(found() + " is neither true nor false");
    }
    return isAt(JsonToken.VALUE_TRUE);
  }

  Instant instant() throws IOException {
    String needed = "a time; write it like 2026-02-11T00:00:00Z";
    String text = text(needed);
    if (DATE.matcher(text).matches()) {
      throw problem(found() + noTimeOfDay(text));
    }
    try {
      if (TIME.matcher(text).matches()) {
        return Instant.parse(text);
      }
    } catch (DateTimeException e) {
      throw problem(found() + " is not " + needed);
    }
    throw problem(found() + " is not " + needed);
  }

  private static String noTimeOfDay(String date) {
    try {
      return " has no time of day; write " + LocalDate.parse(date) + "T00:00:00Z";
    } catch (DateTimeException e) {
      return " is not a date of the calendar; write a time like 2026-02-11T00:00:00Z";
    }
  }

  GracePeriod gracePeriod() throws IOException {
    String needed = "a period; write P30D for 30 days, or PT12H for 12 hours";
    String text = text(needed);
    try {
      if (PERIOD.matcher(text).matches()) {
        return GracePeriod.parse(text);
      }
    } catch (DateTimeException e) {
      throw problem(found() + " is not " + needed);
    }
    throw problem(found() + " is not " + needed);
  }

  /** Hexadecimal of either letter case, of at least and at most this many bytes. */
  Measurement hex(int min, int max) throws IOException {
    String needed =
        (min == max ? "" : 2 * min + " to ") + 2 * max + " hexadecimal digits, two for each byte";
    String text = text(needed);
    if (text.startsWith("0x") || text.startsWith("0X")) {
      throw problem(found() + " is not " + needed + "; leave 0x out");
    }
    if (!text.strip().equals(text)) {
      throw problem(found() + " has white space around it; leave it out");
    }
    if (text.length() % 2 != 0
        || text.length() < 2 * min
        || text.length() > 2 * max
        || !isHex(text)) {
      throw problem(
          found() + " is not " + needed + (isHex(text) ? "; it has " + text.length() : ""));
    }
    return Measurement.fromHex(text);
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(HexFormat::isHexDigit);
  }

  /** The elements of an array, none twice. */
  <T> Set<T> set(ElementReader<T> reader) throws IOException {
    if (!isAt(JsonToken.START_ARRAY)) {
      throw problem(found() + " is not an array; put it in [ ]");
    }
    Set<T> elements = new LinkedHashSet<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!elements.add(reader.read())) {
        throw problem(found() + " appears twice; remove one");
      }
    }
    return elements;
  }

  /** The current value for a message, shortened. */
  String found() throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> PolicyText.quoted(parser.getText());
      default -> PolicyText.shown(parser.getText());
    };
  }

  /** Reads one member. */
  @FunctionalInterface
  interface MemberReader {
    /** Reads the current value, which has this name. */
    void read(String name) throws IOException;
  }

  /** Reads one element. */
  @FunctionalInterface
  interface ElementReader<T> {
    /** Reads the current value. */
    T read() throws IOException;
  }

  /** A failure that already says where it stands. */
  private static final class PolicyFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    PolicyFormatException(String message) {
      super(message);
    }
  }
}
