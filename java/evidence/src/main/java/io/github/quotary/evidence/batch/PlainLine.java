package io.github.quotary.evidence.batch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.quotary.evidence.batch.QuoteEntry.Decoded;
import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.input.Instants;
import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.evidence.text.JsonInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of JSON as programs write it, read without a tree and without a copy of the quote's text:
 * an object that has a quote, and no other members than an id and a time; texts and whole numbers.
 * It is empty for any other line, right or wrong: {@link NdjsonSource} reads those, and reads of a
 * plain one the same.
 *
 * <p>Nearly all of such a line is the quote's text. It stands between two quotation marks around
 * the line's middle, and is decoded from there; the parser reads the line without it, and must find
 * an empty text at this very place. A text that was decoded has no quotation mark in it, and is as
 * good JSON as an empty one, so the line with it is the same object.
 */
final class PlainLine {
  private final JsonParser parser;

  /** How many bytes of the line are before the quotation mark in front of the quote's text. */
  private final int quoteStart;

  private boolean hasQuote;
  private @Nullable JsonNode id;
  private @Nullable JsonNode time;

  private PlainLine(JsonParser parser, int quoteStart) {
    this.parser = parser;
    this.quoteStart = quoteStart;
  }

  /** The quote of a plain line; its id is the number if it has none. */
  static Optional<Decoded> read(Slice line, long number) {
    byte[] array = line.array();
    int middle = line.from() + line.size() / 2;
    int start = ByteSearch.find(array, line.from(), line.to(), '"');
    int end = ByteSearch.find(array, start + 1, line.to(), '"');
    while (end < middle) {
      start = end;
      end = ByteSearch.find(array, start + 1, line.to(), '"');
    }
    return end < line.to() ? read(line, start, end, number) : Optional.empty();
  }

  /** The same, given the quotation marks around the text in the middle. */
  private static Optional<Decoded> read(Slice line, int start, int end, long number) {
    Optional<ByteBuffer> quote = EvidenceReader.quote(line.array(), start + 1, end);
    return quote.isEmpty()
        ? Optional.empty()
        : read(quote.get(), line.without(start + 1, end), start - line.from(), number);
  }

  private static Optional<Decoded> read(
      ByteBuffer quote, byte[] rest, int quoteStart, long number) {
    try (JsonParser parser = JsonInput.utf8Parser(rest)) {
      PlainLine plain = new PlainLine(parser, quoteStart);
      if (!plain.readObject() || !plain.hasQuote) {
        return Optional.empty();
      }
      JsonNode id = plain.id == null ? LongNode.valueOf(number) : plain.id;
      Instant own = plain.time == null ? null : Instants.parse(plain.time.asText());
      return Optional.of(new Decoded(id, quote, null, own, false, null, List.of(), List.of()));
    } catch (IOException | JsonInputException | InputException e) {
      return Optional.empty();
    }
  }

  private boolean readObject() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return false;
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      if (!readMember(name)) {
        return false;
      }
    }
    return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
  }

  /** The parser refuses a second member of the same name. */
  private boolean readMember(String name) throws IOException {
    switch (name) {
      case "quote" -> {
        hasQuote = isQuoteNext();
        return hasQuote;
      }
      case "id" -> {
        id = readValue();
        return id != null;
      }
      case "at" -> {
        time = readValue();
        return time != null;
      }
      default -> {
        return false;
      }
    }
  }

  /** The parser counts bytes from the start of the line. */
  private boolean isQuoteNext() throws IOException {
    return parser.nextToken() == JsonToken.VALUE_STRING
        && parser.currentTokenLocation().getByteOffset() == quoteStart;
  }

  /** A text or a whole number; null if it is neither. */
  private @Nullable JsonNode readValue() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.VALUE_STRING) {
      return TextNode.valueOf(parser.getText());
    }
    if (token != JsonToken.VALUE_NUMBER_INT) {
      return null;
    }
    return switch (parser.getNumberType()) {
      case INT -> IntNode.valueOf(parser.getIntValue());
      case LONG -> LongNode.valueOf(parser.getLongValue());
      default -> null;
    };
  }
}
