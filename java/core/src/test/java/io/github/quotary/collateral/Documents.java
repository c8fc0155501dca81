package io.github.quotary.collateral;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.quotary.fixture.JsonDoc;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.util.List;
import java.util.stream.Stream;

/** Intel's two documents, as the simulator writes them, to be spoilt and parsed. */
final class Documents {
  /** Values that are no text of the form {@code YYYY-MM-DDThh:mm:ssZ}, or no time. */
  static final List<String> NO_DATES =
      Stream.of(
              "2026-06-01",
              "2026-06-01T00:00:00",
              "2026-06-01T00:00:00z",
              "2026-06-01t00:00:00Z",
              "2026-06-01 00:00:00Z",
              "2026-06-01T00:00:00.0Z",
              "2026-06-01T00:00:00+00:00",
              "2026-06-01T00:00Z",
              "2026-6-1T00:00:00Z",
              "26-06-01T00:00:00Z",
              "12026-06-01T00:00:00Z",
              "+2026-06-01T00:00:00Z",
              "2026-02-29T00:00:00Z",
              "2026-02-30T00:00:00Z",
              "2026-04-31T00:00:00Z",
              "2100-02-29T00:00:00Z",
              "2026-13-01T00:00:00Z",
              "2026-00-01T00:00:00Z",
              "2026-06-00T00:00:00Z",
              "2026-06-01T24:00:00Z",
              "2026-06-01T23:60:00Z",
              "2026-06-01T23:59:60Z",
              " 2026-06-01T00:00:00Z",
              "2026-06-01T00:00:00Z ",
              "\u0662026-06-01T00:00:00Z",
              "")
          .map(text -> '"' + text + '"')
          .toList();

  /** Literals that are no unsigned 32-bit integer. */
  static final List<String> NO_UINTS =
      List.of(
          "-1",
          "4294967296",
          "4294967316",
          "18446744073709551636",
          "1" + "0".repeat(400),
          "20.0",
          "2e1",
          "20.5",
          "\"20\"",
          "true",
          "null",
          "[20]",
          "{}");

  private Documents() {}

  static JsonDoc tdxTcbInfo() {
    return JsonDoc.of(Simulated.upToDate(QuoteShape.V4_TDX).tcbInfo());
  }

  static JsonDoc sgxTcbInfo() {
    return JsonDoc.of(Simulated.upToDate(QuoteShape.V3_SGX).tcbInfo());
  }

  static JsonDoc sgxTcbInfoV2() {
    return JsonDoc.of(
        Simulated.evidence(
                Scenario.upToDate(QuoteShape.V3_SGX).withTcbInfo(info -> info.withVersion(2)))
            .tcbInfo());
  }

  static JsonDoc qeIdentity() {
    return JsonDoc.of(Simulated.upToDate(QuoteShape.V4_TDX).qeIdentity());
  }

  static String envelope(String member, String body) {
    return "{\"" + member + "\":" + body + ",\"signature\":\"" + "00".repeat(64) + "\"}";
  }

  static TcbInfo parseTcbInfo(JsonDoc document) throws JsonFormatException {
    String envelope = envelope(SignedJson.TCB_INFO, document.toString());
    return TcbInfoParser.parse(
        SignedJson.parse(envelope.getBytes(UTF_8), SignedJson.TCB_INFO, TcbInfoParser.MEMBERS)
            .body());
  }

  static QeIdentity parseQeIdentity(JsonDoc document) throws JsonFormatException {
    String envelope = envelope(SignedJson.ENCLAVE_IDENTITY, document.toString());
    return QeIdentityParser.parse(
        SignedJson.parse(
                envelope.getBytes(UTF_8), SignedJson.ENCLAVE_IDENTITY, QeIdentityParser.MEMBERS)
            .body());
  }

  static String refusalOfTcbInfo(JsonDoc document) {
    return assertThrows(JsonFormatException.class, () -> parseTcbInfo(document)).problem();
  }

  static String refusalOfQeIdentity(JsonDoc document) {
    return assertThrows(JsonFormatException.class, () -> parseQeIdentity(document)).problem();
  }
}
