package io.github.quotary.hostile;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.PckChain;
import io.github.quotary.pki.PkiFormatException;
import io.github.quotary.pki.SigningChain;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.QuoteFormatException;
import io.github.quotary.quote.QuoteOutline;
import io.github.quotary.rtmr.CcelLog;
import io.github.quotary.rtmr.EventLogFormatException;
import io.github.quotary.rtmr.RuntimeEventLog;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.fault.HostileSubject;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.nio.ByteBuffer;
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

  private static Arguments subject(
      String name, String valid, Class<? extends Exception> throwing, HostileSubject.Reader read) {
    return Arguments.of(name, new HostileSubject(valid, throwing, read));
  }

  static Stream<Arguments> readersOfJson() {
    String event =
        "[{\"imr\":3,\"event_type\":134217729,\"digest\":\""
            + "00".repeat(48)
            + "\",\"event\":\"app-id\",\"event_payload\":\"00\"}]";
    return Stream.of(
        subject(
            "Collateral",
            EVIDENCE.collateralJson(),
            IllegalArgumentException.class,
            bytes -> Collateral.fromJson(bytes) != null),
        subject(
            "QuotePolicy",
            "{\"tee\":\"tdx\",\"tcbStatus\":[\"UpToDate\"],\"tdAttributes\":\"waived\"}",
            IllegalArgumentException.class,
            bytes -> QuotePolicy.fromJson(bytes) != null),
        subject(
            "RuntimeEventLog",
            event,
            EventLogFormatException.class,
            bytes -> RuntimeEventLog.parse(ByteBuffer.wrap(bytes)) != null));
  }

  static Stream<Arguments> readers() {
    String pem = EVIDENCE.rootPem();
    return Stream.concat(
        readersOfJson(),
        Stream.of(
            subject(
                "SigningChain",
                pem,
                PkiFormatException.class,
                bytes -> SigningChain.parse(ByteBuffer.wrap(bytes)) != null),
            subject(
                "PckChain",
                pem,
                PkiFormatException.class,
                bytes -> PckChain.parse(ByteBuffer.wrap(bytes)) != null),
            subject("Crl", pem, PkiFormatException.class, bytes -> Crl.parse(bytes) != null),
            subject(
                "TrustAnchor",
                pem,
                IllegalArgumentException.class,
                bytes -> TrustAnchor.of(bytes) != null),
            subject(
                "Quote",
                "quote",
                QuoteFormatException.class,
                bytes -> Quote.parse(ByteBuffer.wrap(bytes)) != null),
            Arguments.of(
                "QuoteOutline",
                HostileSubject.never(
                    "quote", bytes -> QuoteOutline.of(ByteBuffer.wrap(bytes)) == null)),
            subject(
                "CcelLog",
                "log",
                EventLogFormatException.class,
                bytes -> CcelLog.parse(ByteBuffer.wrap(bytes)) != null)));
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
