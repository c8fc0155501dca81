package io.github.quotary.evidence.form;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Hexadecimal and base64 as most programs write a quote into a JSON string, decoded in one pass:
 * digits, with {@code 0x} before those of hexadecimal, with padding or without behind those of
 * base64. Between them may be blanks and escaped line breaks and tabs where {@link HexText} and
 * {@link Base64Text} take them, too. Of any other text this knows nothing; of these it gives what
 * those two give. Eight characters are read at a time, and looked up in pairs.
 */
final class PlainQuoteText {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle FOUR =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle TWO =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  private static final int STEP = Long.BYTES;
  private static final int PAIRS = 1 << 16;

  /** Of a pair that is not two digits; no value of two digits has this bit. */
  private static final char NONE = 0x8000;

  private static final byte[] HEX = values("0123456789abcdef");
  private static final byte[] BASE64 =
      values("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
  private static final char[] HEX_PAIRS;
  private static final char[] BASE64_PAIRS;

  static {
    for (char c = 'A'; c <= 'F'; c++) {
      HEX[c] = HEX[c - 'A' + 'a'];
    }
    BASE64['-'] = BASE64['+'];
    BASE64['_'] = BASE64['/'];
    HEX_PAIRS = pairs(HEX, 4);
    BASE64_PAIRS = pairs(BASE64, 6);
  }

  private final byte[] text;
  private final int start;
  private final int end;
  private final byte[] out;
  private int at;
  private int size;

  private PlainQuoteText(byte[] text, int start, int end, int outSize) {
    this.text = text;
    this.start = start;
    this.end = end;
    this.at = start;
    this.out = new byte[outSize];
  }

  /** The value of each character, -1 if it is not a digit. */
  private static byte[] values(String digits) {
    byte[] values = new byte[1 << Byte.SIZE];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < digits.length(); i++) {
      values[digits.charAt(i)] = (byte) i;
    }
    return values;
  }

  /** The value of each pair, whose first character is in the low byte. */
  private static char[] pairs(byte[] values, int bits) {
    char[] pairs = new char[PAIRS];
    for (int pair = 0; pair < PAIRS; pair++) {
      int first = values[pair & 0xff];
      int second = values[pair >> Byte.SIZE];
      pairs[pair] = first < 0 || second < 0 ? NONE : (char) (first << bits | second);
    }
    return pairs;
  }

  /** The bytes of the text, as it stands between quotation marks; null if it is not plain. */
  static byte @Nullable [] decode(byte[] json, int start, int end) {
    if (end - start < 2) {
      return null;
    }
    return json[start] == '0' ? hex(json, start, end) : base64(json, start, end);
  }

  private static byte @Nullable [] hex(byte[] json, int start, int end) {
    int first = (json[start + 1] | 0x20) == 'x' ? start + 2 : start;
    PlainQuoteText hex = new PlainQuoteText(json, first, end, (end - first) / 2);
    return hex.readHex() ? hex.octets() : null;
  }

  private static byte @Nullable [] base64(byte[] json, int start, int end) {
    if (!isNotHex(json, start, end)) {
      return null;
    }
    byte[] asOne = ofOneLine(json, start, end);
    if (asOne != null) {
      return asOne;
    }
    PlainQuoteText base64 = new PlainQuoteText(json, start, end, (end - start) / 4 * 3 + 2);
    return base64.readBase64() ? base64.octets() : null;
  }

  /** By the JDK, which has processor instructions for it; null unless digits are all there is. */
  private static byte @Nullable [] ofOneLine(byte[] json, int start, int end) {
    try {
      ByteBuffer octets = Base64.getDecoder().decode(ByteBuffer.wrap(json, start, end - start));
      return octets.remaining() == octets.array().length ? octets.array() : null;
    } catch (IllegalArgumentException e) {
      return null; // The other alphabet, or layout.
    }
  }

  private byte[] octets() {
    return size == out.length ? out : Arrays.copyOf(out, size);
  }

  private boolean readHex() {
    while (true) {
      int octets = 0;
      for (; at + STEP <= end; at += STEP) {
        long eight = (long) EIGHT.get(text, at);
        int one = HEX_PAIRS[(int) eight & 0xffff];
        int two = HEX_PAIRS[(int) (eight >>> 16) & 0xffff];
        int three = HEX_PAIRS[(int) (eight >>> 32) & 0xffff];
        int four = HEX_PAIRS[(int) (eight >>> 48)];
        if (((one | two | three | four) & NONE) != 0) {
          break;
        }
        FOUR.set(out, size, one << 24 | two << 16 | three << 8 | four);
        size += Integer.BYTES;
      }
      int digits = 0;
      while (digits < 2) {
        int digit = at < end ? HEX[text[at] & 0xff] : -1;
        if (digit >= 0) {
          octets = octets << 4 | digit;
          digits++;
          at++;
        } else if (!skipLayout()) {
          return at == end && digits == 0 && size > 0;
        }
      }
      out[size++] = (byte) octets;
    }
  }

  private boolean readBase64() {
    while (true) {
      for (; at + STEP <= end; at += STEP) {
        long eight = (long) EIGHT.get(text, at);
        int one = BASE64_PAIRS[(int) eight & 0xffff];
        int two = BASE64_PAIRS[(int) (eight >>> 16) & 0xffff];
        int three = BASE64_PAIRS[(int) (eight >>> 32) & 0xffff];
        int four = BASE64_PAIRS[(int) (eight >>> 48)];
        if (((one | two | three | four) & NONE) != 0) {
          break;
        }
        FOUR.set(out, size, one << 20 | two << 8 | three >> 4);
        TWO.set(out, size + Integer.BYTES, (short) (three << 12 | four));
        size += 6;
      }
      int group = 0;
      int digits = 0;
      while (digits < 4) {
        int digit = base64Digit();
        if (digit >= 0) {
          group = group << 6 | digit;
          digits++;
        } else if (!skipBreak()) {
          return endBase64(group, digits);
        }
      }
      out[size++] = (byte) (group >> 16);
      out[size++] = (byte) (group >> 8);
      out[size++] = (byte) group;
    }
  }

  /** The next digit, or -1 if there is none. JSON may have a backslash before a slash. */
  private int base64Digit() {
    if (isEscaped('/')) {
      at += 2;
      return BASE64['/'];
    }
    int digit = at < end ? BASE64[text[at] & 0xff] : -1;
    at += digit < 0 ? 0 : 1;
    return digit;
  }

  /** The last group, of two or three digits or none, and its padding, if any. */
  private boolean endBase64(int group, int digits) {
    if (digits == 2) {
      out[size++] = (byte) (group >> 4);
    } else if (digits == 3) {
      out[size++] = (byte) (group >> 10);
      out[size++] = (byte) (group >> 2);
    }
    int padding = 0;
    while (at < end && text[at] == '=') {
      padding++;
      at++;
    }
    skipBreak();
    return at == end && digits != 1 && size > 0 && (padding == 0 || padding + digits == 4);
  }

  /** Skips blanks, tabs and line breaks, all but blanks escaped; whether there were any. */
  private boolean skipLayout() {
    int before = at;
    while (at < end) {
      if (text[at] == ' ') {
        at++;
      } else if (isEscaped('n') || isEscaped('r') || isEscaped('t')) {
        at += 2;
      } else {
        break;
      }
    }
    return at > before;
  }

  /** The same where there must be a line break among them, or the text begin or end there. */
  private boolean skipBreak() {
    int before = at;
    if (!skipLayout()) {
      return false;
    }
    boolean isBreak = before == start || at == end;
    for (int i = before; i < at && !isBreak; i++) {
      isBreak = text[i] == 'n' || text[i] == 'r';
    }
    at = isBreak ? at : before;
    return isBreak;
  }

  private boolean isEscaped(char c) {
    return at + 1 < end && text[at] == '\\' && text[at + 1] == c;
  }

  /** Whether there is a digit that no hexadecimal text has: any other is one of those, first. */
  private static boolean isNotHex(byte[] json, int start, int end) {
    for (int i = start; i < end; i++) {
      int c = json[i];
      if (c == '\\') {
        i++; // The letter of an escape is not a digit.
      } else if (c >= 'G' && c != 'X' && c != 'x' && BASE64[c] >= 0 && HEX[c] < 0) {
        return true;
      }
    }
    return false;
  }
}
