package io.github.quotary.evidence.named;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.evidence.part.Recognition;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class NamedFormsTest {
  private static final byte[] QUOTE = quote(QuoteShape.V4_TDX);

  private static byte[] quote(QuoteShape shape) {
    return Simulator.seeded(7).evidence(Scenario.upToDate(shape)).quote();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String reason(byte[] bytes) {
    return NamedForms.read(bytes)
        .map(recognition -> ((Recognition.Refused) recognition).reason())
        .orElse("");
  }

  private static byte[] ghci(long status, byte[] data) {
    ByteBuffer out = buffer(24 + data.length).putLong(1).putLong(status);
    return out.putInt(1024).putInt(data.length).put(data).array();
  }

  private static byte[] qgs(int error, byte[] id, byte[] quote) {
    int size = 24 + id.length + quote.length;
    ByteBuffer out = buffer(size).putShort((short) 1).putShort((short) 1).putInt(1).putInt(size);
    return out.putInt(error).putInt(id.length).putInt(quote.length).put(id).put(quote).array();
  }

  private static byte[] framed(byte[] content) {
    return ByteBuffer.allocate(4 + content.length).putInt(content.length).put(content).array();
  }

  private static byte[] openEnclave(int type, byte[] content) {
    ByteBuffer out = buffer(16 + content.length).putInt(1).putInt(type);
    return out.putLong(content.length).put(content).array();
  }

  private static byte[] tdReport() {
    return buffer(1024).put(0, (byte) 0x81).array();
  }

  private static byte[] sevSnp() {
    return buffer(1184).putInt(0, 2).putLong(8, 1 << 17).putInt(52, 1).array();
  }

  private static byte[] sgxReport() {
    return buffer(432).put(48, (byte) 5).put(64, (byte) 1).array();
  }

  private static byte[] cwt(boolean tagged) {
    byte[] sign1 = {(byte) 0xd2, (byte) 0x84, 0x43, 1, 2, 3, (byte) 0xa0, 0x40, 0x40};
    ByteBuffer out = ByteBuffer.allocate(11).put(new byte[] {(byte) 0xd8, 0x3d}).put(sign1);
    return tagged ? out.array() : sign1;
  }

  static Stream<Object[]> forms() {
    return Stream.of(
        new Object[] {ghci(0, QUOTE), "GHCI", "first 24 bytes"},
        new Object[] {ghci(0, framed(qgs(0, new byte[0], QUOTE))), "GHCI", "first 52 bytes"},
        new Object[] {ghci(-1, new byte[0]), "GHCI", "still being made"},
        new Object[] {ghci(Long.MIN_VALUE, new byte[0]), "GHCI", "0x8000000000000000"},
        new Object[] {ghci(Long.MIN_VALUE + 1, new byte[0]), "GHCI", "unavailable"},
        new Object[] {qgs(0, new byte[16], QUOTE), "QGS", "first 40 bytes"},
        new Object[] {framed(qgs(0, new byte[0], QUOTE)), "QGS", "first 28 bytes"},
        new Object[] {qgs(0x12001, new byte[0], new byte[0]), "QGS", "0x12001"},
        new Object[] {openEnclave(2, quote(QuoteShape.V3_SGX)), "Open Enclave", "first 16 bytes"},
        new Object[] {openEnclave(1, sgxReport()), "Open Enclave", "local attestation"},
        new Object[] {framed(QUOTE), "length", "first 4 bytes"},
        new Object[] {
          buffer(4 + QUOTE.length).putInt(QUOTE.length).put(QUOTE).array(),
          "length",
          "first 4 bytes"
        },
        new Object[] {tdReport(), "TDREPORT", "quote"},
        new Object[] {buffer(1088).put(64, (byte) 0x81).array(), "TDREPORT", "quote"},
        new Object[] {sevSnp(), "SEV-SNP", "version 2"},
        new Object[] {sgxReport(), "SGX report", "quote"},
        new Object[] {cwt(true), "CWT", "DICE"},
        new Object[] {cwt(false), "CWT", "DICE"});
  }

  @ParameterizedTest
  @MethodSource("forms")
  void namesEveryForm(byte[] bytes, String name, String advice) {
    assertTrue(reason(bytes).contains(name), reason(bytes));
    assertTrue(reason(bytes).contains(advice), reason(bytes));
  }

  /** The bytes that the advice leaves are the quote. */
  @Test
  void advisesToCutOffWhatIsBeforeTheQuote() {
    for (byte[] form :
        new byte[][] {
          ghci(0, QUOTE),
          ghci(0, framed(qgs(0, new byte[0], QUOTE))),
          qgs(0, new byte[16], QUOTE),
          framed(QUOTE),
          openEnclave(2, QUOTE)
        }) {
      String advised = reason(form).replaceAll(".*first (\\d+) bytes.*", "$1");
      assertEquals(
          ByteBuffer.wrap(QUOTE),
          ByteBuffer.wrap(Arrays.copyOfRange(form, Integer.parseInt(advised), form.length)));
    }
  }

  @ParameterizedTest
  @EnumSource(QuoteShape.class)
  void leavesQuotesAlone(QuoteShape shape) {
    assertEquals(Optional.empty(), NamedForms.read(quote(shape)));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void throwsAtNoLength(byte[] bytes, String name, String advice) {
    for (int size = 0; size < bytes.length; size++) {
      assertFalse(
          NamedForms.read(Arrays.copyOf(bytes, size))
              .filter(Recognition.Parts.class::isInstance)
              .isPresent());
    }
    for (int at = 0; at < Math.min(64, bytes.length); at++) {
      byte[] changed = bytes.clone();
      changed[at] = (byte) 0xff;
      assertFalse(NamedForms.read(changed).filter(Recognition.Parts.class::isInstance).isPresent());
    }
  }

  @Test
  void wantsTheWholeStructure() {
    byte[] report = tdReport();
    report[200] = 1;
    assertEquals("", reason(report));
    byte[] amd = sevSnp();
    amd[10] = 0;
    assertEquals("", reason(amd));
    byte[] sgx = sgxReport();
    sgx[100] = 1;
    assertEquals("", reason(sgx));
    assertEquals("", reason(new byte[1024]));
    assertEquals("", reason(new byte[0]));
    assertEquals("", reason(ghci(0, new byte[64])));
    byte[] wrongLength = framed(QUOTE);
    wrongLength[3] ^= 1;
    assertEquals("", reason(wrongLength));
  }
}
