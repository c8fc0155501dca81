package io.github.quotary.cli.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.github.quotary.cli.batch.QuoteEntry.Decoded;
import io.github.quotary.cli.batch.QuoteEntry.Defaults;
import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.form.FoundQuote;
import io.github.quotary.evidence.form.Reading;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.input.Instants;
import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.evidence.text.JsonInputException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of JSON for each quote: {@code {"id":..., "quote":"base64 or hex", "at":...}}. The id of a
 * line without one is its number; blank lines are counted but skipped.
 */
final class NdjsonSource implements QuoteSource {
  /** Enough for the largest quote that a verifier accepts, in hexadecimal. */
  static final int MAX_LINE = (2 << 20) + (1 << 16);

  private static final Set<String> MEMBERS = Set.of("id", "quote", "at");

  private final Lines lines;
  private final Defaults defaults;
  private long number;

  NdjsonSource(InputStream in, Defaults defaults) {
    this.lines = new Lines(in, MAX_LINE);
    this.defaults = defaults;
  }

  @Override
  public @Nullable QuoteEntry next() throws IOException {
    for (Slice line = lines.next(); line != null; line = lines.next()) {
      number++;
      if (!isBlank(line)) {
        return entry(line, number);
      }
    }
    return null;
  }

  private static boolean isBlank(Slice line) {
    for (int i = line.from(); i < line.to(); i++) {
      byte b = line.array()[i];
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  private QuoteEntry entry(Slice line, long lineNumber) {
    if (lines.isTooLong()) {
      String problem = "line " + lineNumber + " has more than " + MAX_LINE + " bytes";
      return new QuoteEntry(
          () -> Decoded.unreadable(LongNode.valueOf(lineNumber), problem), 0, defaults);
    }
    return new QuoteEntry(
        () -> PlainLine.read(line, lineNumber).orElseGet(() -> decode(line.copy(), lineNumber)),
        line.size() + 1L,
        defaults);
  }

  /** Any line. */
  static Decoded decode(byte[] line, long lineNumber) {
    JsonNode id = LongNode.valueOf(lineNumber);
    JsonNode root;
    try {
      root = JsonInput.tree(line);
    } catch (JsonInputException e) {
      return Decoded.unreadable(id, "line " + lineNumber + " is not valid JSON: " + e.problem());
    }
    return root.isObject()
        ? decode(root, line, "line ", lineNumber)
        : Decoded.unreadable(id, "line " + lineNumber + " is not a JSON object");
  }

  /**
   * An object with a quote.
   *
   * @param json the same as text
   * @param what what it is, before its number
   */
  static Decoded decode(JsonNode root, byte[] json, String what, long number) {
    JsonNode own = root.path("id");
    JsonNode id = own.isValueNode() ? own : LongNode.valueOf(number);
    Reading reading = quickly(root).orElseGet(() -> EvidenceReader.read(json)).oneQuote();
    if (reading instanceof Reading.Unread unread) {
      return Decoded.unreadable(id, what + number + ": " + unread.problem());
    }
    try {
      Instant at = root.hasNonNull("at") ? Instants.parse(root.path("at").asText()) : null;
      return Decoded.of(id, (Reading.Found) reading, at);
    } catch (InputException e) {
      return Decoded.unreadable(id, what + number + ", member 'at': " + e.getMessage());
    }
  }

  /** The quote of an object that has only what the format of a batch names. */
  private static Optional<Reading> quickly(JsonNode root) {
    for (Map.Entry<String, JsonNode> member : root.properties()) {
      if (!MEMBERS.contains(member.getKey())) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(root.path("quote").textValue())
        .flatMap(EvidenceReader::quote)
        .map(
            quote ->
                new Reading.Found(
                    List.of(new FoundQuote(quote, "member quote", List.of())),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of()));
  }

  @Override
  public boolean isReady() throws IOException {
    return lines.isReady();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
