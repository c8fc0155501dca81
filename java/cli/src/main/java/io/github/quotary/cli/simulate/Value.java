package io.github.quotary.cli.simulate;

import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.input.Instants;
import io.github.quotary.simulator.spec.Svns;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a kind of value is written on the command line.
 *
 * @param <V> the kind
 * @param form what may be written, as it stands in lists and messages
 * @param parser throws {@link IllegalArgumentException}, whose message is not used
 * @param printer the inverse
 */
record Value<V>(String form, Function<String, V> parser, Function<V, String> printer) {
  private static final HexFormat HEX = HexFormat.of();
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
  private static final String NONE = "none";
  private static final int LARGEST_SVN = 0xffff;
  private static final int LONGEST_SERIAL = 20;

  /** UTCTime, which certificates and revocation lists use, ends with the year 2049. */
  private static final Instant END_OF_UTC_TIME = Instant.parse("2050-01-01T00:00:00Z");

  private static final Instant START_OF_UTC_TIME = Instant.parse("1950-01-01T00:00:00Z");

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if the text is none, with a message for the user
   */
  V parse(String text) {
    try {
      return parser.apply(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + Texts.shorten(text) + "' is not " + form, e);
    }
  }

  private static String octets(int count) {
    return count == 1 ? "1 byte" : count + " bytes";
  }

  private static byte[] bytes(String hex) {
    return HEX.parseHex(hex.startsWith("0x") || hex.startsWith("0X") ? hex.substring(2) : hex);
  }

  private static void check(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException();
    }
  }

  /** Exactly so many bytes. */
  static Value<String> hex(int count) {
    return new Value<>(
        octets(count) + " in hex",
        text -> {
          byte[] bytes = bytes(text);
          check(bytes.length == count);
          return HEX.formatHex(bytes);
        },
        Function.identity());
  }

  /** Up to so many bytes; zeros follow. */
  static Value<String> paddedHex(int count) {
    return new Value<>(
        "up to " + octets(count) + " in hex, zeros follow",
        text -> {
          byte[] bytes = bytes(text);
          check(bytes.length <= count);
          return HEX.formatHex(Arrays.copyOf(bytes, count));
        },
        Function.identity());
  }

  /** Any number of bytes up to a limit, even none. */
  static Value<String> hexUpTo(int limit) {
    return new Value<>(
        "up to " + octets(limit) + " in hex",
        text -> {
          byte[] bytes = bytes(text);
          check(bytes.length <= limit);
          return HEX.formatHex(bytes);
        },
        Function.identity());
  }

  /** A number, decimal or with 0x before it. */
  static Value<Long> wholeNumber(long smallest, long largest) {
    return new Value<>(
        "a number from " + smallest + " to " + largest,
        text -> {
          boolean hex = text.startsWith("0x") || text.startsWith("0X");
          long number = hex ? Long.parseLong(text.substring(2), 16) : Long.parseLong(text);
          check(number >= smallest && number <= largest);
          return number;
        },
        Object::toString);
  }

  /** The same as an {@code int}. */
  static Value<Integer> number(int smallest, int largest) {
    Value<Long> wide = wholeNumber(smallest, largest);
    return new Value<>(wide.form, text -> wide.parser.apply(text).intValue(), Object::toString);
  }

  /** A number that becomes so many bytes in hex, the lowest first. */
  static Value<String> littleEndian(int count) {
    Value<Long> number = wholeNumber(0, (1L << (Byte.SIZE * count)) - 1);
    return new Value<>(
        number.form,
        text -> {
          long value = number.parser.apply(text);
          byte[] bytes = new byte[count];
          for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (value >>> (Byte.SIZE * i));
          }
          return HEX.formatHex(bytes);
        },
        Function.identity());
  }

  /** {@code true} or {@code false}. */
  static Value<Boolean> flag() {
    return new Value<>(
        "true or false",
        text -> {
          check(text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"));
          return Boolean.parseBoolean(text);
        },
        Object::toString);
  }

  /** A point in time of a JSON document, or of the verification. */
  static Value<Instant> instant() {
    return new Value<>(
        "an instant on a whole second, such as 2026-06-15T00:00:00Z",
        text -> {
          try {
            Instant instant = Instants.parse(text);
            check(instant.equals(instant.truncatedTo(ChronoUnit.SECONDS)));
            return instant;
          } catch (InputException e) {
            throw new IllegalArgumentException(e);
          }
        },
        Object::toString);
  }

  /** A point in time of a certificate or revocation list. */
  static Value<Instant> certificateDate() {
    Value<Instant> any = instant();
    return new Value<>(
        any.form + ", of the years 1950 to 2049",
        text -> {
          Instant instant = any.parser.apply(text);
          check(!instant.isBefore(START_OF_UTC_TIME) && instant.isBefore(END_OF_UTC_TIME));
          return instant;
        },
        any.printer);
  }

  /** A constant; case, hyphens and underscores do not matter. */
  static <E extends Enum<E>> Value<E> choice(Class<E> constants) {
    return new Value<>(
        Arrays.stream(constants.getEnumConstants())
            .map(Value::id)
            .collect(Collectors.joining(", ", "one of ", "")),
        text ->
            Arrays.stream(constants.getEnumConstants())
                .filter(constant -> Texts.normalise(id(constant)).equals(Texts.normalise(text)))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new),
        Value::id);
  }

  private static String id(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whatever is written. */
  static Value<String> text() {
    return new Value<>("text", Function.identity(), Function.identity());
  }

  /** Values with commas between; nothing at all is the empty list. */
  static <V> Value<List<V>> listOf(Value<V> element) {
    return new Value<>(
        "a list with commas between, each " + element.form,
        text -> text.isEmpty() ? List.of() : COMMA.splitAsStream(text).map(element.parser).toList(),
        list -> list.stream().map(element.printer).collect(Collectors.joining(",")));
  }

  /** Sixteen security version numbers, not limited to a byte so that overflow can be tried. */
  static Value<Svns> svns() {
    Value<List<Integer>> numbers = listOf(number(0, LARGEST_SVN));
    return new Value<>(
        "16 numbers from 0 to " + LARGEST_SVN + " with commas between",
        text -> new Svns(numbers.parser.apply(text)),
        svns -> numbers.printer.apply(svns.values()));
  }

  /** A serial number of a certificate. */
  static Value<BigInteger> serial() {
    Value<String> hex = hexUpTo(LONGEST_SERIAL);
    return new Value<>(
        "a positive number of up to 20 bytes in hex",
        text -> {
          BigInteger serial = new BigInteger("0" + hex.parse(text), 16);
          check(serial.signum() > 0);
          return serial;
        },
        serial -> {
          String digits = serial.toString(16);
          return digits.length() % 2 == 0 ? digits : "0" + digits;
        });
  }

  /** The same writing for another type. */
  <W> Value<W> as(Function<V, W> to, Function<W, V> from) {
    return new Value<>(form, parser.andThen(to), from.andThen(printer));
  }

  /** This, or the word {@code none}. */
  Value<Optional<V>> orNone() {
    return new Value<>(
        form + ", or " + NONE,
        text -> text.equals(NONE) ? Optional.empty() : Optional.of(parser.apply(text)),
        value -> value.map(printer).orElse(NONE));
  }
}
