package io.github.quotary.domain.dstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import io.github.quotary.rtmr.RtmrComparison;
import io.github.quotary.rtmr.RtmrReplay;
import io.github.quotary.rtmr.RuntimeEventLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Real evidence out of the folder {@code dstack} of the conformance data.
 *
 * @param quote the quote
 * @param log the log
 */
record Fixture(Quote quote, RuntimeEventLog log) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Path path(String name) {
    return Path.of(System.getenv("QUOTARY_CONFORMANCE")).resolve("dstack").resolve(name);
  }

  static byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(path(name));
  }

  static JsonNode json(String name) throws IOException {
    return JSON.readTree(bytes(name));
  }

  static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.strip());
  }

  /** A guest agent's answer: quote in hexadecimal, log as text. */
  static Fixture answer(String name) throws IOException {
    JsonNode answer = json(name);
    return new Fixture(
        Quote.copyOf(hex(answer.path("quote").asText())), log(answer.path("event_log").asText()));
  }

  static RuntimeEventLog log(String text) {
    return RuntimeEventLog.parse(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  TdReport report() {
    return (TdReport) quote.body();
  }

  RtmrComparison comparison() {
    return RtmrReplay.of(log).compareUnverified(report());
  }

  /** The system events, which must be accepted. */
  SystemEvents events() {
    return SystemEvents.read(comparison()).found().orElseThrow();
  }
}
