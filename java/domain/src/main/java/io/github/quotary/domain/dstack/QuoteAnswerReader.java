package io.github.quotary.domain.dstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.quote.Measurement;
import io.github.quotary.rtmr.EventLogFormatException;
import io.github.quotary.rtmr.RuntimeEventLog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Reads the guest agent's answers. */
final class QuoteAnswerReader {
  private static final int REPORT_DATA_SIZE = 64;

  private QuoteAnswerReader() {}

  static QuoteReading read(byte[] json) {
    int first = firstCharacter(json);
    if (first != '{') {
      return new QuoteReading.NoQuote(
          first < 0 ? "it is empty" : "it is not a JSON object; it may be an error page");
    }
    try {
      return read(StrictJson.object(json));
    } catch (MalformedException e) {
      return new QuoteReading.Malformed(e.problem());
    }
  }

  private static int firstCharacter(byte[] json) {
    for (byte b : json) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return b & 0xff;
      }
    }
    return -1;
  }

  private static QuoteReading read(ObjectNode answer) throws MalformedException {
    if (!answer.hasNonNull("quote") || answer.path("quote").asText().isEmpty()) {
      return new QuoteReading.NoQuote(
          answer.has("error") ? "the agent answered with an error" : "it has no quote");
    }
    ByteBuffer quote =
        ByteBuffer.wrap(hex(StrictJson.string(answer, "quote"), "quote").toByteArray())
            .asReadOnlyBuffer();
    Optional<RuntimeEventLog> log = Optional.empty();
    Optional<String> logProblem = Optional.empty();
    try {
      log = eventLog(answer.path("event_log"));
    } catch (MalformedException | EventLogFormatException e) {
      logProblem = Optional.of(String.valueOf(e.getMessage()));
    }
    return new QuoteReading.Read(
        new QuoteAnswer(quote, log, logProblem, reportData(answer), text(answer, "vm_config")));
  }

  /** Hexadecimal of either letter case, perhaps behind 0x. */
  private static Measurement hex(String text, String member) throws MalformedException {
    return StrictJson.hex(
        text.toLowerCase(Locale.ROOT).startsWith("0x") ? text.substring(2) : text,
        "member " + member);
  }

  private static Optional<RuntimeEventLog> eventLog(JsonNode log) throws MalformedException {
    if (log.isMissingNode() || log.isNull() || (log.isTextual() && log.textValue().isEmpty())) {
      return Optional.empty();
    }
    if (!log.isTextual() && !log.isArray()) {
      throw new MalformedException(0, "member event_log is neither a string nor an array");
    }
    String json = log.isTextual() ? log.textValue() : log.toString();
    return Optional.of(
        RuntimeEventLog.parse(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8))));
  }

  private static Optional<Measurement> reportData(ObjectNode answer) throws MalformedException {
    Optional<String> stated =
        StrictJson.optionalString(answer, "report_data").filter(text -> !text.isEmpty());
    if (stated.isEmpty()) {
      return Optional.empty();
    }
    Measurement value = hex(stated.get(), "report_data");
    if (value.size() != REPORT_DATA_SIZE) {
      throw new MalformedException(0, "member report_data has " + value.size() + " bytes, not 64");
    }
    return Optional.of(value);
  }

  /** A member that is JSON as text, or the same as an object. */
  private static Optional<String> text(ObjectNode object, String member) throws MalformedException {
    JsonNode value = object.path(member);
    return value.isObject()
        ? Optional.of(value.toString())
        : StrictJson.optionalString(object, member).filter(text -> !text.isEmpty());
  }
}
