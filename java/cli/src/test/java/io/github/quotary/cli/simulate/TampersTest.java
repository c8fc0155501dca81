package io.github.quotary.cli.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.evidence.input.InputException;
import io.github.quotary.simulator.CollateralPart;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Overwriting changes the octets named, and nothing else. */
class TampersTest {
  private static final Simulator SIMULATOR = Simulator.seeded(1);

  private static Evidence sound(QuoteShape shape) {
    return SIMULATOR.evidence(Scenario.upToDate(shape));
  }

  private static Evidence tamper(Evidence evidence, QuoteShape shape, String... assignments) {
    return Tampers.apply(
        evidence,
        shape,
        evidence.quote(),
        Arrays.stream(assignments).map(text -> Assignment.parse("--tamper", text)).toList());
  }

  /** Offsets are those of Intel's quote format, version 4 with a TD report. */
  @ParameterizedTest
  @CsvSource({
    "header.version, 0, 2",
    "header.attestationKeyType, 2, 2",
    "header.teeType, 4, 4",
    "header.reserved, 8, 4",
    "header.qeVendorId, 12, 16",
    "header.userData, 28, 20",
    "td.TEE_TCB_SVN, 48, 16",
    "td.MRTD, 184, 48",
    "td.RTMR3, 520, 48",
    "td.REPORTDATA, 568, 64",
    "quote.authDataSize, 632, 4",
    "quote.signature, 636, 64",
    "quote.attestationKey, 700, 64",
    "quote.outerCertificationType, 764, 2",
    "quote.outerCertificationSize, 766, 4",
    "qe.CPUSVN, 770, 16",
    "qe.REPORTDATA, 1090, 64",
    "qe.signature, 1154, 64",
    "qe.authDataSize, 1218, 2",
    "quote.certificationType, 1252, 2",
    "quote.certificationSize, 1254, 4",
    "quote.bytes.700, 700, 3",
  })
  void theOctetsNamedAreOverwritten(String field, int offset, int length) {
    Evidence evidence = sound(QuoteShape.V4_TDX);
    boolean number = field.matches(".*(Size|Type|version)");
    long value = number ? 0x6b6c6d6eL & ((1L << (8 * length)) - 1) : 0;
    String hex = "7b".repeat(length);
    Evidence tampered =
        tamper(evidence, QuoteShape.V4_TDX, field + "=" + (number ? Long.toString(value) : hex));
    byte[] expected = evidence.quote();
    for (int i = 0; i < length; i++) {
      expected[offset + i] = number ? (byte) (value >>> (8 * i)) : 0x7b;
    }
    assertArrayEquals(expected, tampered.quote());
    assertEquals(evidence.collateralJson(), tampered.collateralJson());
  }

  @Test
  void bodiesOfVersion5BeginAfterTheDescriptor() {
    Evidence evidence = sound(QuoteShape.V5_TDX_15_EX);
    byte[] quote =
        tamper(
                evidence,
                QuoteShape.V5_TDX_15_EX,
                "td.CUR_SERVTD_ATTR=0102030405060708",
                "descriptor.bodyType=9")
            .quote();
    assertEquals("0102030405060708", HexFormat.of().formatHex(quote, 931, 939));
    assertEquals("0900", HexFormat.of().formatHex(quote, 48, 50));
  }

  @Test
  void placesAreThoseBeforeTampering() {
    Evidence evidence = sound(QuoteShape.V4_TDX);
    byte[] once = tamper(evidence, QuoteShape.V4_TDX, "qe.signature=" + "00".repeat(64)).quote();
    byte[] afterSize =
        tamper(
                evidence,
                QuoteShape.V4_TDX,
                "qe.authDataSize=9",
                "header.version=5",
                "qe.signature=" + "00".repeat(64),
                "qe.authDataSize=32",
                "header.version=4")
            .quote();
    assertArrayEquals(once, afterSize);
  }

  @Test
  void aQuoteIsCutOffOrMadeLonger() {
    Evidence evidence = sound(QuoteShape.V3_SGX);
    byte[] quote = evidence.quote();
    assertArrayEquals(
        Arrays.copyOf(quote, 7), tamper(evidence, QuoteShape.V3_SGX, "quote.length=7").quote());
    assertArrayEquals(
        Arrays.copyOf(quote, quote.length + 9),
        tamper(evidence, QuoteShape.V3_SGX, "quote.length=" + (quote.length + 9)).quote());
  }

  @ParameterizedTest
  @EnumSource
  void everyPartOfTheCollateralIsReplaced(CollateralPart part) {
    Evidence evidence = sound(QuoteShape.V4_TDX);
    Evidence tampered = tamper(evidence, QuoteShape.V4_TDX, "collateral." + part.key() + "=a=b");
    assertEquals("a=b", tampered.part(part));
    assertEquals(
        evidence.collateralJson(), tampered.with(part, evidence.part(part)).collateralJson());
  }

  @Test
  void aTextIsReplacedBehindTheSignersBack() {
    Evidence evidence = sound(QuoteShape.V4_TDX);
    Evidence tampered =
        tamper(
            evidence,
            QuoteShape.V4_TDX,
            "tcbInfo.text=\"OutOfDate\"=>\"UpToDate\"",
            "qeIdentity.text=\"Revoked\"=>\"UpToDate\"");
    assertEquals(evidence.tcbInfo().replace("\"OutOfDate\"", "\"UpToDate\""), tampered.tcbInfo());
    assertEquals(
        evidence.qeIdentity().replace("\"Revoked\"", "\"UpToDate\""), tampered.qeIdentity());
    assertEquals(evidence.tcbInfoSignature(), tampered.tcbInfoSignature());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "quote.bytes.999999=00 | the quote has only",
        "quote.signature=00 | is not 64 bytes in hex",
        "quote.authDataSize=4294967296 | is not a number from 0 to 4294967295",
        "quote.length=-1 | is not a number",
        "descriptor.bodyType=1 | only version 5",
        "td.TEE_TCB_SVN=00 | is not 16 bytes in hex",
        "enclave.ISVSVN=0000 | attests a TD",
        "tcbInfo.text=NoSuchText=>x | 'NoSuchText' is not in the text",
        "quote.signatur=00 | did you mean quote.signature?",
      })
  void whatCannotBeOverwrittenIsRefusedInOneLine(String assignment, String message) {
    Evidence evidence = sound(QuoteShape.V4_TDX);
    InputException refused =
        assertThrows(InputException.class, () -> tamper(evidence, QuoteShape.V4_TDX, assignment));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
    assertEquals(1, refused.getMessage().lines().count());
  }

  @Test
  void aQuoteOfVersion3HasNoOuterCertificationData() {
    Evidence evidence = sound(QuoteShape.V3_SGX);
    List<String> fields = List.of("quote.outerCertificationType", "quote.outerCertificationSize");
    for (String field : fields) {
      assertThrows(
          InputException.class, () -> tamper(evidence, QuoteShape.V3_SGX, field + "=1"), field);
    }
  }
}
