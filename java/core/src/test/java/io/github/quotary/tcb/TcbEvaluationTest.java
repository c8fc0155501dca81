package io.github.quotary.tcb;

import static io.github.quotary.status.TcbStatus.UP_TO_DATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.quotary.collateral.QeLevel;
import io.github.quotary.collateral.TcbLevel;
import io.github.quotary.collateral.TdxModuleLevel;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.pki.PckCertificate;
import io.github.quotary.pki.PckChain;
import io.github.quotary.pki.PkiFormatException;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TcbComponents;
import io.github.quotary.simulator.spec.QuoteShape;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an evaluation carries beside its status. */
class TcbEvaluationTest {
  private static final Instant EARLY = Instant.parse("2023-01-01T00:00:00Z");

  @ParameterizedTest
  @EnumSource
  void advisoriesAreThoseOfAllMatchedLevelsSortedAndOnce(QvlGeneration generation) {
    Levelled levelled =
        Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE)
            .withLevels(
                Levelled.tdxLevel(
                    5, Levelled.svns(5, 0, 5), UP_TO_DATE, "INTEL-SA-00002", "INTEL-SA-00001"),
                Levelled.tdxLevel(4, Levelled.svns(5, 0, 5), UP_TO_DATE, "INTEL-SA-99999"))
            .withModules(
                Levelled.module(
                    1, Levelled.moduleLevel(5, "UpToDate", "INTEL-SA-00003", "INTEL-SA-00001")))
            .withQe(Levelled.qe(5, UP_TO_DATE, "INTEL-SA-00000"));
    assertEquals(
        List.of("INTEL-SA-00000", "INTEL-SA-00001", "INTEL-SA-00002", "INTEL-SA-00003"),
        levelled.evaluate(generation).orElseThrow().advisoryIds());
  }

  @ParameterizedTest
  @CsvSource({"true, false, false", "false, true, false", "false, false, true"})
  void theDateIsTheEarliestOfTheMatchedLevels(boolean platform, boolean module, boolean qe) {
    TcbLevel level =
        new TcbLevel(
            Levelled.all(5),
            5,
            Levelled.svns(5, 0, 5),
            platform ? EARLY : Levelled.DATE,
            UP_TO_DATE,
            List.of());
    TdxModuleLevel moduleLevel =
        new TdxModuleLevel(5, module ? EARLY : Levelled.DATE, "UpToDate", List.of());
    QeLevel qeLevel = new QeLevel(5, qe ? EARLY : Levelled.DATE, UP_TO_DATE, List.of());
    Levelled levelled =
        Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE)
            .withLevels(level)
            .withModules(Levelled.module(1, moduleLevel))
            .withQe(qeLevel);
    for (QvlGeneration generation : QvlGeneration.values()) {
      TcbEvaluation evaluation = levelled.evaluate(generation).orElseThrow();
      assertEquals(EARLY, evaluation.tcbDate());
      assertSame(level, evaluation.platform());
      assertSame(qeLevel, evaluation.qe());
      assertEquals(Optional.of(moduleLevel), evaluation.tdxModule());
      assertEquals(20, evaluation.tcbEvaluationDataNumber(), "the smaller of both");
    }
  }

  @Test
  void aModuleWithoutVersionHasNoLevelOfItsOwn() {
    Levelled levelled =
        Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE)
            .on(Levelled.td(Levelled.svns(5, 0, 5), null));
    for (QvlGeneration generation : QvlGeneration.values()) {
      assertEquals(Optional.empty(), levelled.evaluate(generation).orElseThrow().tdxModule());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPlatformIsReadFromQuoteAndCertificate(QuoteShape shape) throws PkiFormatException {
    Quote quote = Quote.copyOf(Simulated.upToDate(shape).quote());
    PckCertificate pck =
        PckChain.parse(quote.signatureData().certificationData().data()).pck().orElseThrow();
    PlatformTcb platform = PlatformTcb.of(pck, quote);
    assertEquals("8 8 2 2 4 1 0 5 0 0 0 0 0 0 0 0", platform.sgxComponents().toString());
    assertEquals(13, platform.pceSvn());
    assertEquals(8, platform.qeIsvSvn());
    Optional<String> tee = Optional.of("6 1 4 0 0 0 0 0 0 0 0 0 0 0 0 0");
    boolean is15 = shape == QuoteShape.V5_TDX_15 || shape == QuoteShape.V5_TDX_15_EX;
    assertEquals(
        shape.isTdx() ? tee : Optional.empty(), platform.teeTcbSvn().map(TcbComponents::toString));
    assertEquals(is15 ? tee : Optional.empty(), platform.teeTcbSvn2().map(TcbComponents::toString));
  }

  @Test
  void generationsAreNamedByTheirVersion() {
    assertEquals("1.26", QvlGeneration.V1_26.version());
    assertEquals("1.27", QvlGeneration.V1_27.version());
  }
}
