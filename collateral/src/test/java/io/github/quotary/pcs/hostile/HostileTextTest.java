package io.github.quotary.pcs.hostile;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.pcs.document.QuotePlatform;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.document.SignedEnvelope;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.fault.HostileSubject;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

  static Stream<Arguments> readersOfJson() {
    byte[] json = EVIDENCE.collateralJson().getBytes(StandardCharsets.UTF_8);
    byte[] bundle = CollateralBundle.of(Collateral.fromJson(json), "a file").toJson();
    return Stream.of(
        Arguments.of(
            "CollateralBundle",
            new HostileSubject(
                new String(bundle, StandardCharsets.UTF_8),
                IllegalArgumentException.class,
                bytes -> CollateralBundle.parse(bytes, "a file") != null)),
        Arguments.of(
            "SignedEnvelope",
            new HostileSubject(
                EVIDENCE.tcbInfoEnvelope(),
                Refusal.class,
                bytes -> SignedEnvelope.parse(bytes, SignedEnvelope.TCB_INFO) != null)));
  }

  static Stream<Arguments> readers() {
    return Stream.concat(
        readersOfJson(),
        Stream.of(
            Arguments.of(
                "QuotePlatform",
                HostileSubject.never(
                    "quote", bytes -> QuotePlatform.of(ByteBuffer.wrap(bytes)).isPresent()))));
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
