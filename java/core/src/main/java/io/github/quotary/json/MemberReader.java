package io.github.quotary.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes values of known members from a parser, one after the other: no tree, no unknown member, no
 * member twice. Whatever differs, be it right or wrong, ends in an {@link OtherJsonException}, or
 * in the parser's own. Not thread-safe.
 */
public final class MemberReader {
  private static final int TIME_LENGTH = "YYYY-MM-DDThh:mm:ssZ".length();

  private final JsonParser in;

  /**
   * Reads from a parser's current place.
   *
   * @param parser of a {@link StrictJson#factory}. It stops looking for duplicate names, of which
   *     it makes a set per object: {@link #member} finds them.
   */
  public MemberReader(JsonParser parser) {
    in = parser.disable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  }

  /** Takes the start of an object. */
  public void startObject() throws IOException {
    take(JsonToken.START_OBJECT);
  }

  /** Takes the start of an array. */
  public void startArray() throws IOException {
    take(JsonToken.START_ARRAY);
  }

  /** In an array of objects: takes the start of the next one, or the array's end. */
  public boolean nextObject() throws IOException {
    JsonToken token = in.nextToken();
    require(token == JsonToken.START_OBJECT || token == JsonToken.END_ARRAY);
    return token == JsonToken.START_OBJECT;
  }

  /**
   * Takes a member's name, or the end of the object.
   *
   * @param seen which members the object had before, bit by bit
   * @return its number; never one that was seen; -1 at the end
   */
  public int member(JsonMembers members, int seen) throws IOException {
    int expected = Integer.SIZE - Integer.numberOfLeadingZeros(seen);
    if (expected == members.count()) {
      in.nextToken();
    } else if (in.nextFieldName(members.name(expected))) {
      return expected;
    }
    if (in.currentToken() == JsonToken.END_OBJECT) {
      return -1;
    }
    int member = members.find(in.currentName());
    require(member >= 0 && (seen >>> member & 1) == 0);
    return member;
  }

  /** An integer from 0 to the given maximum. */
  public long integer(long max) throws IOException {
    take(JsonToken.VALUE_NUMBER_INT);
    long value = in.getLongValue();
    require(value >= 0 && value <= max);
    return value;
  }

  /** A text. */
  public String text() throws IOException {
    take(JsonToken.VALUE_STRING);
    return in.getText();
  }

  /** Passes a text. Its characters are decoded: a parser that skips them checks less of them. */
  public void passText() throws IOException {
    take(JsonToken.VALUE_STRING);
    in.finishToken();
  }

  /** The texts of an array, which may be empty. */
  public List<String> texts() throws IOException {
    startArray();
    List<String> texts = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      require(in.currentToken() == JsonToken.VALUE_STRING);
      texts.add(in.getText());
    }
    return List.copyOf(texts);
  }

  /** Bytes in hexadecimal of either letter case, of exactly this length. */
  public byte[] hex(int length) throws IOException {
    take(JsonToken.VALUE_STRING);
    require(in.getTextLength() == 2 * length);
    char[] text = in.getTextCharacters();
    int start = in.getTextOffset();
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      char high = text[start + 2 * i];
      char low = text[start + 2 * i + 1];
      require(HexFormat.isHexDigit(high) && HexFormat.isHexDigit(low));
      bytes[i] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
    }
    return bytes;
  }

  /** A text of the form {@code YYYY-MM-DDThh:mm:ssZ}: a time that exists. */
  public Instant time() throws IOException {
    take(JsonToken.VALUE_STRING);
    require(in.getTextLength() == TIME_LENGTH);
    char[] text = in.getTextCharacters();
    int start = in.getTextOffset();
    require(text[start + TIME_LENGTH - 1] == 'Z');
    try {
      return LocalDateTime.of(
              100 * digits(text, start) + digits(text, start + 2),
              digitsAfter('-', text, start + 4),
              digitsAfter('-', text, start + 7),
              digitsAfter('T', text, start + 10),
              digitsAfter(':', text, start + 13),
              digitsAfter(':', text, start + 16))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new OtherJsonException();
    }
  }

  private static int digitsAfter(char mark, char[] text, int index) throws OtherJsonException {
    require(text[index] == mark);
    return digits(text, index + 1);
  }

  private static int digits(char[] text, int index) throws OtherJsonException {
    int tens = text[index] - '0';
    int ones = text[index + 1] - '0';
    require(tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9);
    return 10 * tens + ones;
  }

  /** Where the brace or bracket that was taken last begins, in bytes. */
  public int start() {
    return (int) in.currentTokenLocation().getByteOffset();
  }

  /** Where the brace or bracket that was taken last ends, in bytes. */
  public int end() {
    return (int) in.currentLocation().getByteOffset();
  }

  /** Nothing but white space may follow. */
  public void endOfText() throws IOException {
    require(in.nextToken() == null);
  }

  private void take(JsonToken token) throws IOException {
    require(in.nextToken() == token);
  }

  /** Ends in the exception unless what was taken is as it was expected. */
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
}
