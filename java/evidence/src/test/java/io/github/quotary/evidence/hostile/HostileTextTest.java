package io.github.quotary.evidence.hostile;

import static io.github.quotary.simulator.fault.HostileSubject.never;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.evidence.azure.AzureEvidence;
import io.github.quotary.evidence.batch.QuoteLine;
import io.github.quotary.evidence.certificate.CertificateEvidence;
import io.github.quotary.evidence.cmw.ConceptualMessage;
import io.github.quotary.evidence.collateral.CollateralReader;
import io.github.quotary.evidence.ear.EarSigner;
import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.log.LogReader;
import io.github.quotary.evidence.log.MalformedLogException;
import io.github.quotary.evidence.named.NamedForms;
import io.github.quotary.evidence.proto.GoTdxGuestQuote;
import io.github.quotary.evidence.text.BytesText;
import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.rtmr.EventLogFormatException;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.fault.HostileSubject;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent to a reader, it throws nothing but what its documentation names. */
@Timeout(300)
class HostileTextTest {
  private static final Evidence EVIDENCE =
      Simulator.seeded(12).evidence(Scenario.upToDate(QuoteShape.V4_TDX));
  private static final String QUOTE =
      "{\"id\":1,\"quote\":\"" + HexFormat.of().formatHex(EVIDENCE.quote()) + "\"}";

  private static Arguments subject(String name, HostileSubject subject) {
    return Arguments.of(name, subject);
  }

  static Stream<Arguments> readersOfJson() {
    String log = "{\"event_log\":\"[]\",\"quote\":\"\"}";
    return Stream.of(
        subject(
            "CollateralReader",
            new HostileSubject(
                EVIDENCE.collateralJson(),
                IllegalArgumentException.class,
                bytes -> CollateralReader.parse(bytes) != null)),
        subject(
            "LogReader",
            never(
                log,
                bytes -> {
                  try {
                    return LogReader.parse(bytes) != null;
                  } catch (EventLogFormatException | MalformedLogException e) {
                    return false;
                  }
                })),
        subject(
            "JsonInput",
            new HostileSubject(
                "{\"a\":[1]}",
                IllegalArgumentException.class,
                bytes -> JsonInput.tree(bytes) != null)),
        subject(
            "EarSigner",
            new HostileSubject(
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\",\"d\":\"AA\"}",
                IllegalArgumentException.class,
                bytes -> EarSigner.of(bytes) != null)));
  }

  static Stream<Arguments> readers() {
    String message = "[\"application/eat+jwt\",\"AAAA\"]";
    return Stream.concat(
        readersOfJson(),
        Stream.of(
            subject("EvidenceReader", never(QUOTE, bytes -> EvidenceReader.read(bytes) == null)),
            subject(
                "EvidenceReader, cut",
                never(QUOTE.substring(0, 400), bytes -> EvidenceReader.read(bytes) == null)),
            subject("QuoteLine", never(QUOTE, bytes -> QuoteLine.decode(bytes, 1) == null)),
            subject(
                "CollateralReader, any",
                never(
                    EVIDENCE.collateralJson(), bytes -> CollateralReader.read(bytes).isPresent())),
            subject(
                "LogReader, any",
                never("{\"event_log\":\"[]\"}", bytes -> LogReader.read(bytes).isPresent())),
            subject("NamedForms", never(QUOTE, bytes -> NamedForms.read(bytes).isPresent())),
            subject(
                "CertificateEvidence",
                never(EVIDENCE.rootPem(), bytes -> CertificateEvidence.read(bytes).isPresent())),
            subject(
                "GoTdxGuestQuote", never("{}", bytes -> GoTdxGuestQuote.read(bytes).isPresent())),
            subject(
                "ConceptualMessage",
                never(message, bytes -> ConceptualMessage.read(bytes).isPresent())),
            subject(
                "ConceptualMessage, JSON",
                never(message, bytes -> ConceptualMessage.ofJson(bytes) == null)),
            subject(
                "ConceptualMessage, CBOR",
                never(message, bytes -> ConceptualMessage.ofCbor(bytes) == null)),
            subject(
                "AzureEvidence",
                never(
                    "{\"quote\":\"AAAA\",\"runtimeData\":{\"data\":\"AAAA\"}}",
                    bytes -> AzureEvidence.read(bytes).isPresent())),
            subject(
                "BytesText",
                never("00ff", bytes -> BytesText.decode(new String(bytes, UTF_8)).isPresent()))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readersOfJson")
  void noEncodingButUtf8IsRead(String name, Object reader) {
    ((HostileSubject) reader).refusesOtherEncodings();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readers")
  void nothingElseIsThrown(String name, Object reader) {
    ((HostileSubject) reader).readAll();
  }
}
