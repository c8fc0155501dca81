package io.github.quotary.cli.batch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.quotary.cli.batch.QuoteEntry.Decoded;
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
 */
final class PlainLine {
  private final Slice line;
  private final JsonParser parser;
  private @Nullable JsonNode id;
  private @Nullable JsonNode time;
  private @Nullable ByteBuffer quote;

  private PlainLine(Slice line, JsonParser parser) {
    this.line = line;
    this.parser = parser;
  }

  /** The quote of a plain line; its id is the number if it has none. */
  static Optional<Decoded> read(Slice line, long number) {
    try (JsonParser parser = JsonInput.parser(line.array(), line.from(), line.size())) {
      PlainLine plain = new PlainLine(line, parser);
      ByteBuffer quote = plain.readObject() ? plain.quote : null;
      if (quote == null) {
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
        quote = readQuote();
        return quote != null;
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

  /** From the line's own bytes, between quotation marks; the parser checks the text as well. */
  private @Nullable ByteBuffer readQuote() throws IOException {
    if (parser.nextToken() != JsonToken.VALUE_STRING) {
      return null;
    }
    int from = line.from() + (int) parser.currentTokenLocation().getByteOffset() + 1;
    parser.finishToken();
    int to = line.from() + (int) parser.currentLocation().getByteOffset() - 1;
    return EvidenceReader.quote(line.array(), from, to).orElse(null);
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
