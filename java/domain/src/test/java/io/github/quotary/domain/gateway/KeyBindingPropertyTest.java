package io.github.quotary.domain.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.domain.dstack.QuoteAnswer;
import io.github.quotary.domain.dstack.QuoteReading;
import io.github.quotary.domain.dstack.ReportDataTag;
import io.github.quotary.domain.workload.QuoteAssessor;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Report data is compared as a whole: 64 bytes at 568 of a quote of version 4. */
class KeyBindingPropertyTest {
  private static final int REPORT_DATA = 568;
  private static final byte[] QUOTE =
      Simulator.seeded(7).evidence(Scenario.upToDate(QuoteShape.V4_TDX)).quote();
  private static final QuoteAssessor ASSESSOR =
      QuoteAssessor.of(Verifier.builder().build(), Optional.empty(), Instant.EPOCH);

  private static KeyBinding bind(byte[] reportData, ReportDataTag tag, byte[] content) {
    byte[] quote = QUOTE.clone();
    System.arraycopy(reportData, 0, quote, REPORT_DATA, reportData.length);
    QuoteAnswer answer =
        new QuoteAnswer(
            ByteBuffer.wrap(quote),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return KeyBinding.of("r", new QuoteReading.Read(answer), tag, content, ASSESSOR);
  }

  @Property(tries = 100)
  void theRightReportDataBinds(@ForAll ReportDataTag tag, @ForAll byte[] content) {
    assertEquals(
        KeyBinding.Standing.BOUND,
        bind(tag.reportData(content).toByteArray(), tag, content).standing());
  }

  @Property(tries = 200)
  void anyOtherBitDoesNot(@ForAll byte[] content, @ForAll @IntRange(max = 511) int bit) {
    byte[] reportData = ReportDataTag.ZT_CERT.reportData(content).toByteArray();
    reportData[bit / 8] ^= (byte) (1 << (bit % 8));
    assertEquals(
        KeyBinding.Standing.WRONG, bind(reportData, ReportDataTag.ZT_CERT, content).standing());
  }

  @Property(tries = 64)
  void noPrefixIsEnough(@ForAll @Size(91) byte[] content, @ForAll @IntRange(max = 63) int length) {
    byte[] whole = ReportDataTag.ZT_CERT.reportData(content).toByteArray();
    byte[] cut = Arrays.copyOf(Arrays.copyOf(whole, length), whole.length);
    if (!Arrays.equals(cut, whole)) {
      assertEquals(KeyBinding.Standing.WRONG, bind(cut, ReportDataTag.ZT_CERT, content).standing());
    }
  }

  @Property(tries = 50)
  void anotherTagIsAnotherStatement(@ForAll byte[] content) {
    byte[] reportData = ReportDataTag.APP_DATA.reportData(content).toByteArray();
    assertEquals(
        KeyBinding.Standing.WRONG, bind(reportData, ReportDataTag.ZT_CERT, content).standing());
  }
}
