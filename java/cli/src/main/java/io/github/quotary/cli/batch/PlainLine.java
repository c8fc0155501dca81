package io.github.quotary.cli.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.quotary.cli.batch.QuoteEntry.Decoded;
import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.input.Instants;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of JSON as programs write it, read in one pass: an object that has a quote, and no other
 * members than an id and a time, each once; texts without escapes, but for the quote's, and whole
 * numbers. It is empty for any other line, right or wrong: {@link NdjsonSource} reads those, and
 * reads of a plain one the same.
 */
final class PlainLine {
  /** So many digits of a number fit a long. */
  private static final int MAX_DIGITS = 18;

  private final byte[] bytes;
  private final int end;
  private int at;
  private @Nullable JsonNode id;
  private @Nullable String time;
  private @Nullable ByteBuffer quote;

  private PlainLine(Slice line) {
    bytes = line.array();
    at = line.from();
    end = line.to();
  }

  /** The quote of a plain line; its id is the number if it has none. */
  static Optional<Decoded> read(Slice line, long number) {
    PlainLine plain = new PlainLine(line);
    ByteBuffer quote = plain.readObject() ? plain.quote : null;
    if (quote == null) {
      return Optional.empty();
    }
    JsonNode id = plain.id == null ? LongNode.valueOf(number) : plain.id;
    try {
      Instant own = plain.time == null ? null : Instants.parse(plain.time);
      return Optional.of(new Decoded(id, quote, null, own, false, null, List.of(), List.of()));
    } catch (InputException e) {
      return Optional.empty();
    }
  }

  private boolean readObject() {
    if (!skip('{')) {
      return false;
    }
    do {
      if (!readMember()) {
        return false;
      }
    } while (skip(','));
    return skip('}') && afterSpace() == end;
  }

  private boolean readMember() {
    if (skip("\"quote\"")) {
      return quote == null && skip(':') && readQuote();
    }
    if (skip("\"id\"")) {
      JsonNode value = id == null && skip(':') ? readValue() : null;
      id = value;
      return value != null;
    }
    JsonNode value = skip("\"at\"") && time == null && skip(':') ? readValue() : null;
    time = value == null ? null : value.asText();
    return value != null;
  }

  private boolean readQuote() {
    if (!skip('"')) {
      return false;
    }
    int close = ByteSearch.find(bytes, at, end, '"');
    quote = close == end ? null : EvidenceReader.quote(bytes, at, close).orElse(null);
    at = close + 1;
    return quote != null;
  }

  /** A text or a number; null if it is neither. */
  private @Nullable JsonNode readValue() {
    if (!skip('"')) {
      return readNumber();
    }
    int start = at;
    while (at < end && isPlain(bytes[at])) {
      at++;
    }
    if (at == end || bytes[at] != '"') {
      return null;
    }
    String text = new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
    at++;
    return TextNode.valueOf(text);
  }

  private static boolean isPlain(byte c) {
    return c >= ' ' && c <= '~' && c != '"' && c != '\\';
  }

  private @Nullable JsonNode readNumber() {
    int start = afterSpace();
    long value = 0;
    for (at = start; at < end && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      value = 10 * value + bytes[at] - '0';
    }
    int digits = at - start;
    boolean isWhole = digits > 0 && digits <= MAX_DIGITS && (digits == 1 || bytes[start] != '0');
    boolean isEnded = at < end && (bytes[at] == ',' || bytes[at] == '}' || isSpace(bytes[at]));
    if (!isWhole || !isEnded) {
      return null;
    }
    return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
  }

  /** Skips this character, behind white space, if it is the next one. */
  private boolean skip(char c) {
    int next = afterSpace();
    boolean isNext = next < end && bytes[next] == c;
    at = isNext ? next + 1 : at;
    return isNext;
  }

  /** The same for some of ASCII. */
  private boolean skip(String text) {
    int next = afterSpace();
    if (end - next < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[next + i] != text.charAt(i)) {
        return false;
      }
    }
    at = next + text.length();
    return true;
  }

  private int afterSpace() {
    int next = at;
    while (next < end && isSpace(bytes[next])) {
      next++;
    }
    return next;
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
