package io.github.quotary.evidence.log;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import io.github.quotary.evidence.text.BytesText;
import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.evidence.text.JsonInputException;
import io.github.quotary.json.StrictJson;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.rtmr.EventLogFormatException;
import io.github.quotary.rtmr.RuntimeEventLog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Reads an event log, whichever tool wrote it:
 *
 * <ul>
 *   <li>a CCEL: binary, hexadecimal, base64, or a JSON array of its bytes
 *   <li>dstack's events: a JSON array, or one object a line
 *   <li>JSON with one of these as {@code event_log}, {@code eventLog} or {@code cc_eventlog}, at
 *       its top or deeper, as a value or as a text that holds it
 *   <li>dstack's versioned attestation, binary, hexadecimal, or as {@code attestation} of JSON
 * </ul>
 *
 * <p>Text is UTF-8, with or without a byte order mark. Stateless.
 */
public final class LogReader {
  /** Maximum size of JSON that contains a log, in bytes. */
  private static final int MAX_DOCUMENT = 4 << 20;

  /** How often a text may be a text in JSON. */
  private static final int MAX_NESTING = 3;

  private static final int PROBED = 64;

  private LogReader() {}

  /**
   * Reads a log. Never throws.
   *
   * @return empty if there is none in these bytes
   */
  public static Optional<Recognition> read(byte[] bytes) {
    if (!mayHold(bytes)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Recognition.Parts.of(new Part.LogPart(parse(bytes))));
    } catch (EventLogFormatException e) {
      return Optional.of(new Recognition.Refused("this is an event log, but " + e.getMessage()));
    } catch (MalformedLogException e) {
      return Optional.of(new Recognition.Refused("this is an event log, but " + e.problem()));
    }
  }

  private static boolean mayHold(byte[] bytes) {
    int first = JsonInput.firstOf(bytes);
    if (first == '{' || first == '[' || first == '"') {
      return holdsLog(bytes);
    }
    if (BinaryLogs.isCcel(bytes)) {
      return true;
    }
    int mark = StrictJson.markLength(bytes);
    String start =
        new String(bytes, mark, Math.min(bytes.length - mark, PROBED), StandardCharsets.ISO_8859_1)
            .strip();
    return BytesText.decode(start.substring(0, start.length() & ~3)).isPresent()
        && decoded(bytes).filter(BinaryLogs::isCcel).isPresent();
  }

  private static boolean holdsLog(byte[] bytes) {
    try {
      if (bytes.length > MAX_DOCUMENT) {
        return false;
      }
      JsonNode root = JsonInput.tree(bytes);
      if (root.isTextual()) {
        return mayHold(root.textValue().getBytes(StandardCharsets.UTF_8));
      }
      return LogMembers.bytes(root).filter(BinaryLogs::isCcel).isPresent()
          || LogMembers.isEvent(root.isArray() ? root.path(0) : root)
          || !LogMembers.in(root).isEmpty();
    } catch (JsonInputException e) {
      return EventLines.isLines(bytes);
    }
  }

  /** What a text is an encoding of, if that is a log: almost any word is base64 of something. */
  private static Optional<byte[]> decoded(byte[] text) {
    try {
      byte[] utf8 = JsonInput.withoutMark(text);
      String plain = new String(utf8, StandardCharsets.UTF_8).strip();
      return BytesText.decode(plain)
          .filter(
              bytes ->
                  BinaryLogs.isCcel(bytes)
                      || (BytesText.isHex(plain) && BinaryLogs.mayBeAttestation(bytes)));
    } catch (JsonInputException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads what is meant to be a log.
   *
   * @throws EventLogFormatException if there is a log, but malformed
   * @throws MalformedLogException if there is no log; the message says what was found
   */
  public static EventLog parse(byte[] bytes) {
    return parse(bytes, 0);
  }

  private static EventLog parse(byte[] bytes, int nesting) {
    int first = JsonInput.firstOf(bytes);
    if (nesting > MAX_NESTING) {
      throw new MalformedLogException("the log is a text in a text, more than three times");
    }
    return switch (first) {
      case '[', '{', '"' -> ofJson(bytes, first, nesting);
      default ->
          BinaryLogs.isCcel(bytes)
              ? BinaryLogs.parse(bytes)
              : BinaryLogs.parse(decoded(bytes).orElseGet(() -> binary(bytes)));
    };
  }

  /** Bytes that are not text; a text is not shown to a parser of binary logs. */
  private static byte[] binary(byte[] bytes) {
    OtherText.describe(bytes)
        .ifPresent(
            text -> {
              throw new MalformedLogException(text);
            });
    return bytes;
  }

  private static EventLog ofJson(byte[] bytes, int first, int nesting) {
    try {
      byte[] text = JsonInput.withoutMark(bytes);
      if (first == '[' && EventLines.startsWithEvent(text) && !holdsMembers(text)) {
        return RuntimeEventLog.parse(ByteBuffer.wrap(text));
      }
      if (text.length > MAX_DOCUMENT) {
        throw new MalformedLogException("the JSON has more than " + MAX_DOCUMENT + " bytes");
      }
      if (EventLines.isLines(text)) {
        return RuntimeEventLog.parse(ByteBuffer.wrap(EventLines.array(text)));
      }
      return ofTree(JsonInput.tree(text), nesting);
    } catch (JsonInputException e) {
      throw new MalformedLogException("not strict JSON: " + e.problem());
    }
  }

  /** Whether an array is of objects that hold logs, not of events. */
  private static boolean holdsMembers(byte[] text) {
    if (text.length > MAX_DOCUMENT) {
      return false;
    }
    JsonNode root = JsonInput.tree(text);
    return !root.path(0).has("imr") && !LogMembers.in(root).isEmpty();
  }

  private static EventLog ofTree(JsonNode root, int nesting) {
    if (root.isTextual()) {
      return parse(root.textValue().getBytes(StandardCharsets.UTF_8), nesting + 1);
    }
    if (LogMembers.isEvent(root)) {
      return RuntimeEventLog.parse(
          ByteBuffer.wrap(("[" + root + "]").getBytes(StandardCharsets.UTF_8)));
    }
    Optional<byte[]> numbers = LogMembers.bytes(root);
    if (numbers.isPresent()) {
      return BinaryLogs.parse(numbers.get());
    }
    if (root.isArray() && (root.isEmpty() || LogMembers.in(root).isEmpty())) {
      return RuntimeEventLog.parse(
          ByteBuffer.wrap(root.toString().getBytes(StandardCharsets.UTF_8)));
    }
    return ofMember(LogMembers.in(root), root, nesting);
  }

  private static EventLog ofMember(List<LogMembers.Found> found, JsonNode root, int nesting) {
    if (found.isEmpty()) {
      throw new MalformedLogException(OtherText.describe(root));
    }
    LogMembers.Found first = found.get(0);
    for (LogMembers.Found other : found) {
      if (!other.value().equals(first.value())) {
        throw new MalformedLogException(
            "it holds different logs, at "
                + first.place()
                + " and "
                + other.place()
                + "; leave one");
      }
    }
    if (first.isAttestation()) {
      return BinaryLogs.attestation(
          BytesText.decode(first.value().textValue())
              .orElseThrow(() -> new MalformedLogException("the attestation is not hexadecimal")));
    }
    try {
      return ofTree(first.value(), nesting + 1);
    } catch (MalformedLogException e) {
      throw new MalformedLogException("member " + first.place() + ": " + e.problem());
    }
  }
}
