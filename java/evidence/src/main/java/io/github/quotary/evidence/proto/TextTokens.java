package io.github.quotary.evidence.proto;

import io.github.quotary.domain.format.MalformedException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The tokens of protobuf's text format, from front to back. Not thread-safe. */
final class TextTokens {
  private static final int MAX_NAME = 64;
  private static final int MAX_CODE_POINT_DIGITS = 8;
  private static final String ESCAPES = "abfnrtv\\'\"?";
  private static final String ESCAPED = "\007\b\f\n\r\t\013\\'\"?";

  private final byte[] text;
  private int at;

  TextTokens(byte[] text) {
    this.text = text;
  }

  /** Where the next token starts. */
  int offset() {
    space();
    return at;
  }

  boolean isAtEnd() {
    space();
    return at == text.length;
  }

  /** Whether the next character is this one, which is skipped then. */
  boolean skip(char wanted) {
    space();
    if (at < text.length && text[at] == wanted) {
      at++;
      return true;
    }
    return false;
  }

  void expect(char wanted) throws MalformedException {
    if (!skip(wanted)) {
      throw malformed("no '" + wanted + "'");
    }
  }

  /** A name of a field, if one is next. */
  Optional<String> name() {
    String word = word();
    if (word.isEmpty() || Character.isDigit(word.charAt(0))) {
      at -= word.length();
      return Optional.empty();
    }
    return Optional.of(word);
  }

  /** An integer that is not negative, less than 2^63: decimal, octal or hexadecimal. */
  long integer() throws MalformedException {
    int start = offset();
    String word = word();
    boolean octal = word.length() > 1 && word.charAt(0) == '0';
    try {
      return word.startsWith("0x") || word.startsWith("0X")
          ? Long.parseLong(unsigned(word.substring(2)), 16)
          : Long.parseLong(unsigned(word), octal ? 8 : 10);
    } catch (NumberFormatException e) {
      throw new MalformedException(start, "no integer");
    }
  }

  /** A digit first: a sign would be taken for a part of the number. */
  private static String unsigned(String digits) {
    if (digits.isEmpty() || Character.digit(digits.charAt(0), 16) < 0) {
      throw new NumberFormatException();
    }
    return digits;
  }

  private String word() {
    space();
    int start = at;
    while (at < text.length && at - start < MAX_NAME && isWord(text[at])) {
      at++;
    }
    return new String(text, start, at - start, StandardCharsets.US_ASCII);
  }

  private static boolean isWord(byte b) {
    return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '_';
  }

  /** The bytes of a string, or of several that stand side by side. */
  byte[] string() throws MalformedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int strings = 0;
    while (!isAtEnd() && (text[at] == '"' || text[at] == '\'')) {
      literal(out);
      strings++;
    }
    if (strings == 0) {
      throw malformed("no string");
    }
    return out.toByteArray();
  }

  private void literal(ByteArrayOutputStream out) throws MalformedException {
    byte quote = next();
    for (byte b = next(); b != quote; b = next()) {
      if (b == '\n') {
        throw malformed("a line break in a string");
      }
      if (b == '\\') {
        escape(out);
      } else {
        out.write(b);
      }
    }
  }

  private void escape(ByteArrayOutputStream out) throws MalformedException {
    char kind = (char) next();
    int simple = ESCAPES.indexOf(kind);
    if (simple >= 0) {
      out.write(ESCAPED.charAt(simple));
    } else if (kind == 'x' || kind == 'X') {
      out.write(digits(16, 1, 2));
    } else if (kind >= '0' && kind <= '7') {
      at--;
      int value = digits(8, 1, 3);
      if (value > 0xff) {
        throw malformed("an octal escape of more than a byte");
      }
      out.write(value);
    } else if (kind == 'u' || kind == 'U') {
      int length = kind == 'u' ? MAX_CODE_POINT_DIGITS / 2 : MAX_CODE_POINT_DIGITS;
      codePoint(digits(16, length, length), out);
    } else {
      throw malformed("an escape that the format does not have");
    }
  }

  private void codePoint(int value, ByteArrayOutputStream out) throws MalformedException {
    boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
    if (!Character.isValidCodePoint(value) || surrogate) {
      throw malformed("an escape of no character");
    }
    out.writeBytes(Character.toString(value).getBytes(StandardCharsets.UTF_8));
  }

  private int digits(int radix, int least, int most) throws MalformedException {
    int value = 0;
    int count = 0;
    while (count < most && at < text.length && Character.digit(text[at], radix) >= 0) {
      value = value * radix + Character.digit(text[at++], radix);
      count++;
    }
    if (count < least) {
      throw malformed("an escape without its digits");
    }
    return value;
  }

  private byte next() throws MalformedException {
    if (at == text.length) {
      throw malformed("the text ends inside a string");
    }
    return text[at++];
  }

  private void space() {
    while (at < text.length) {
      if (text[at] == '#') {
        while (at < text.length && text[at] != '\n') {
          at++;
        }
      } else if (" \t\r\n\013\f".indexOf(text[at]) >= 0) {
        at++;
      } else {
        return;
      }
    }
  }

  MalformedException malformed(String problem) {
    return new MalformedException(at, problem);
  }
}
