package io.github.quotary.simulator.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.simulator.QuoteReader;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.octets.Hex;
import io.github.quotary.simulator.spec.EnclaveField;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quotes have their parts where the format's description puts them. */
class QuoteLayoutTest {
  private static final Simulator SIMULATOR = Simulator.seeded(7);

  private static QuoteReader quote(QuoteShape shape) {
    return new QuoteReader(SIMULATOR.evidence(Scenario.upToDate(shape)).quote());
  }

  @ParameterizedTest
  @CsvSource({
    "V3_SGX,       3, 0,   432",
    "V4_SGX,       4, 0,   432",
    "V4_TDX,       4, 129, 632",
    "V5_SGX,       5, 0,   438",
    "V5_TDX_10,    5, 129, 638",
    "V5_TDX_15,    5, 129, 702",
    "V5_TDX_15_EX, 5, 129, 939",
  })
  void headerAndSizes(QuoteShape shape, int version, int teeType, int signedSize) {
    QuoteReader quote = quote(shape);
    assertEquals(version, quote.u16(0));
    assertEquals(2, quote.u16(2), "attestation key type");
    assertEquals(teeType, quote.u32(4));
    assertEquals("939a7233f79c4ca9940a0db3957f0607", hex(quote, 12, 16));
    assertEquals(signedSize, quote.signedSize());
    assertEquals(quote.size(), quote.authentication() + quote.authenticationSize());
    assertEquals(quote.size(), quote.end());
    assertEquals(5, quote.certificationType());
  }

  @ParameterizedTest
  @CsvSource({"V4_SGX", "V4_TDX", "V5_SGX", "V5_TDX_10", "V5_TDX_15", "V5_TDX_15_EX"})
  void nestedCertificationData(QuoteShape shape) {
    QuoteReader quote = quote(shape);
    assertEquals(6, quote.u16(quote.authentication() + 128));
    assertEquals(quote.authenticationSize() - 134, quote.u32(quote.authentication() + 130));
  }

  @ParameterizedTest
  @CsvSource({
    "V5_SGX, 1, 384",
    "V5_TDX_10, 2, 584",
    "V5_TDX_15, 3, 648",
    "V5_TDX_15_EX, 4, 885",
  })
  void descriptor(QuoteShape shape, int type, int size) {
    QuoteReader quote = quote(shape);
    assertEquals(type, quote.u16(48));
    assertEquals(size, quote.u32(50));
  }

  @ParameterizedTest
  @CsvSource({
    "TEE_TCB_SVN, 0, 16",
    "MRSEAM, 16, 48",
    "MRSIGNERSEAM, 64, 48",
    "SEAMATTRIBUTES, 112, 8",
    "TDATTRIBUTES, 120, 8",
    "XFAM, 128, 8",
    "MRTD, 136, 48",
    "MRCONFIGID, 184, 48",
    "MROWNER, 232, 48",
    "MROWNERCONFIG, 280, 48",
    "RTMR0, 328, 48",
    "RTMR1, 376, 48",
    "RTMR2, 424, 48",
    "RTMR3, 472, 48",
    "REPORTDATA, 520, 64",
    "TEE_TCB_SVN2, 584, 16",
    "MRSERVICETD, 600, 48",
    "VMID, 648, 1",
    "TD_ID, 649, 32",
    "DEVINFO_HASH, 681, 48",
    "INIT_SERVTD_HASH, 729, 48",
    "INIT_SERVTD_ATTR, 777, 8",
    "INIT_CPUSVN, 785, 16",
    "INIT_TEE_TCB_SVN, 801, 16",
    "INIT_TEE_FMSPC, 817, 12",
    "CUR_SERVTD_HASH, 829, 48",
    "CUR_SERVTD_ATTR, 877, 8",
  })
  void tdReportField(TdField field, int offset, int length) {
    String value = "c3".repeat(length);
    Scenario scenario =
        Scenario.upToDate(QuoteShape.V5_TDX_15_EX).withTd(td -> td.with(field, value));
    assertEquals(value, hex(quote(scenario), 54 + offset, length));
    if (offset < 584) {
      scenario = Scenario.upToDate().withTd(td -> td.with(field, value));
      assertEquals(value, hex(quote(scenario), 48 + offset, length));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CPUSVN, 0, 16", "MISCSELECT, 16, 4", "ATTRIBUTES, 48, 16", "MRENCLAVE, 64, 32",
    "MRSIGNER, 128, 32", "ISVPRODID, 256, 2", "ISVSVN, 258, 2", "REPORTDATA, 320, 64",
  })
  void enclaveReportField(EnclaveField field, int offset, int length) {
    String value = "c3".repeat(length);
    Scenario scenario =
        Scenario.upToDate(QuoteShape.V3_SGX).withEnclave(report -> report.with(field, value));
    assertEquals(value, hex(quote(scenario), 48 + offset, length));
  }

  @Test
  void theDefaultTdIsAProductionTd() {
    QuoteReader quote = quote(QuoteShape.V4_TDX);
    assertEquals("0000001000000000", hex(quote, 48 + 120, 8), "SEPT_VE_DISABLE alone");
    assertEquals("00".repeat(48), hex(quote, 48 + 64, 48), "MRSIGNERSEAM");
    assertEquals("00".repeat(8), hex(quote, 48 + 112, 8), "SEAMATTRIBUTES");
  }

  private static QuoteReader quote(Scenario scenario) {
    return new QuoteReader(SIMULATOR.evidence(scenario).quote());
  }

  private static String hex(QuoteReader quote, int offset, int length) {
    return Hex.of(quote.slice(offset, length));
  }
}
