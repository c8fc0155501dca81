package io.github.quotary.evidence.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.github.quotary.evidence.batch.QuoteEntry.Decoded;
import io.github.quotary.evidence.batch.QuoteEntry.Defaults;
import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.form.FoundQuote;
import io.github.quotary.evidence.form.Reading;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.input.Instants;
import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.evidence.text.JsonInputException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A line of JSON for one quote: {@code {"id":..., "quote":"base64 or hex", "at":...}}. The id of a
 * line without one is its number. Stateless.
 */
public final class QuoteLine {
  /**
   * Maximum size in bytes: enough for the largest quote that a verifier accepts, in hexadecimal.
   */
  public static final int MAX_SIZE = (2 << 20) + (1 << 16);

  private static final Set<String> MEMBERS = Set.of("id", "quote", "at");

  /** What a request for a single quote may ask: nobody would look at it here. */
  private static final List<String> ASKED = List.of("expect", "anyTd");

  private QuoteLine() {}

  /**
   * The quote of a line, which is decoded when it is asked for.
   *
   * @param line without its end; its bytes must not change
   * @param number of the line, from 1
   */
  public static QuoteEntry entry(Slice line, long number, Defaults defaults) {
    return new QuoteEntry(() -> decoded(line, number), line.size() + 1L, defaults);
  }

  /** The quote of a line, the quick way if it is plain. */
  public static Decoded decoded(Slice line, long number) {
    return PlainLine.read(line, number).orElseGet(() -> decode(line.copy(), number));
  }

  /** A line of more than {@link #MAX_SIZE} bytes. */
  public static QuoteEntry tooLong(long number, Defaults defaults) {
    String problem = "line " + number + " has more than " + MAX_SIZE + " bytes";
    return new QuoteEntry(() -> Decoded.unreadable(LongNode.valueOf(number), problem), 0, defaults);
  }

  /** Whether there is nothing in it. */
  public static boolean isBlank(Slice line) {
    for (int i = line.from(); i < line.to(); i++) {
      byte b = line.array()[i];
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  /** Any line. */
  public static Decoded decode(byte[] line, long lineNumber) {
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
  public static Decoded decode(JsonNode root, byte[] json, String what, long number) {
    JsonNode own = root.path("id");
    JsonNode id = own.isValueNode() ? own : LongNode.valueOf(number);
    for (String asked : ASKED) {
      if (root.has(asked)) {
        return Decoded.unreadable(
            id,
            what
                + number
                + ", member '"
                + asked
                + "': a batch has one policy for all; state it there");
      }
    }
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
}
