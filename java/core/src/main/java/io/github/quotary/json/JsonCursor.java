package io.github.quotary.json;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes once through JSON whose members are known beforehand and which is written plainly: printable
 * ASCII, texts without escapes, integers without sign, no member twice. Whatever differs, be it
 * right or wrong, ends in {@link OtherJsonException}; whatever is passed to the {@linkplain #end
 * end} is valid JSON. Not thread-safe.
 */
public final class JsonCursor {
  /** Longest integer that is read, in digits. */
  private static final int MAX_DIGITS = 10;

  private static final int TIME_LENGTH = "YYYY-MM-DDThh:mm:ssZ".length();

  private final byte[] in;
  private int at;

  /** At the start of a text, which must not change. */
  public JsonCursor(byte[] text) {
    in = text;
  }

  /** Index of the first byte that was not passed. */
  public int at() {
    return at;
  }

  /** Passes white space, and returns the index of what follows. */
  public int next() {
    while (at < in.length
        && (in[at] == ' ' || in[at] == '\n' || in[at] == '\r' || in[at] == '\t')) {
      at++;
    }
    return at;
  }

  /** Passes white space and this punctuation mark. */
  public void pass(char mark) throws OtherJsonException {
    if (!isNext(mark)) {
      throw new OtherJsonException();
    }
    at++;
  }

  /** Whether this punctuation mark follows; it is not passed. */
  public boolean isNext(char mark) {
    int index = next();
    return index < in.length && in[index] == mark;
  }

  /**
   * After a member or an element: passes a comma, if another one follows, or the end of the object
   * or array.
   *
   * @param end the bracket that ends it
   * @return whether another one follows
   */
  public boolean goesOn(char end) throws OtherJsonException {
    if (isNext(',')) {
      at++;
      return true;
    }
    pass(end);
    return false;
  }

  /**
   * Passes a member's name and the colon.
   *
   * @param seen which members the object had before, bit by bit
   * @return its number; never one that was seen
   */
  public int member(JsonMembers members, int seen) throws OtherJsonException {
    int member = members.find(in, next(), Integer.SIZE - Integer.numberOfLeadingZeros(seen));
    if (member < 0 || (seen >>> member & 1) != 0) {
      throw new OtherJsonException();
    }
    at += members.lengthOf(member);
    pass(':');
    return member;
  }

  /** An integer from 0 to the given maximum, below ten billion. */
  public long integer(long max) throws OtherJsonException {
    int start = next();
    long value = 0;
    while (at < in.length && isDigit(in[at]) && at - start < MAX_DIGITS) {
      value = 10 * value + (in[at++] - '0');
    }
    boolean leadingZero = at - start > 1 && in[start] == '0';
    if (at == start || leadingZero || value > max || at == in.length || !endsValue(in[at])) {
      throw new OtherJsonException();
    }
    return value;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean endsValue(byte b) {
    return b == ',' || b == '}' || b == ']' || b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** A text. */
  public String text() throws OtherJsonException {
    int start = passText();
    return new String(in, start, at - 1 - start, StandardCharsets.US_ASCII);
  }

  /** Passes a text; returns the index of its first character. */
  public int passText() throws OtherJsonException {
    pass('"');
    int start = at;
    while (at < in.length && in[at] >= ' ' && in[at] < 0x7f && in[at] != '\\') {
      if (in[at++] == '"') {
        return start;
      }
    }
    throw new OtherJsonException();
  }

  /** The texts of an array, which may be empty. */
  public List<String> texts() throws OtherJsonException {
    pass('[');
    if (isNext(']')) {
      at++;
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    do {
      texts.add(text());
    } while (goesOn(']'));
    return List.copyOf(texts);
  }

  /** Bytes in hexadecimal of either letter case, of exactly this length. */
  public byte[] hex(int length) throws OtherJsonException {
    int start = passText();
    if (at - 1 - start != 2 * length) {
      throw new OtherJsonException();
    }
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      int high = Character.digit(in[start + 2 * i], 16);
      int low = Character.digit(in[start + 2 * i + 1], 16);
      if ((high | low) < 0) {
        throw new OtherJsonException();
      }
      bytes[i] = (byte) (high << 4 | low);
    }
    return bytes;
  }

  /** A text of the form {@code YYYY-MM-DDThh:mm:ssZ}: a time that exists. */
  public Instant time() throws OtherJsonException {
    int start = passText();
    if (at - 1 - start != TIME_LENGTH || in[start + TIME_LENGTH - 1] != 'Z') {
      throw new OtherJsonException();
    }
    try {
      return LocalDateTime.of(
              100 * digits(start) + digits(start + 2),
              digitsAfter('-', start + 4),
              digitsAfter('-', start + 7),
              digitsAfter('T', start + 10),
              digitsAfter(':', start + 13),
              digitsAfter(':', start + 16))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new OtherJsonException();
    }
  }

  private int digitsAfter(char mark, int index) throws OtherJsonException {
    if (in[index] != mark) {
      throw new OtherJsonException();
    }
    return digits(index + 1);
  }

  private int digits(int index) throws OtherJsonException {
    if (!isDigit(in[index]) || !isDigit(in[index + 1])) {
      throw new OtherJsonException();
    }
    return 10 * (in[index] - '0') + (in[index + 1] - '0');
  }

  /** Ends in the exception unless what was passed is as it was expected. */
  public static void require(boolean condition) throws OtherJsonException {
    if (!condition) {
      throw new OtherJsonException();
    }
  }

  /** The value of a member, if it was there. */
  public static <T> T present(@Nullable T value) throws OtherJsonException {
    if (value == null) {
      throw new OtherJsonException();
    }
    return value;
  }

  /** Passes white space up to the end; nothing else may be there. */
  public void end() throws OtherJsonException {
    if (next() != in.length) {
      throw new OtherJsonException();
    }
  }
}
