package io.github.quotary.pki;

import static io.github.quotary.pki.SgxExtensionWriter.entry;
import static io.github.quotary.pki.SgxExtensionWriter.flags;
import static io.github.quotary.pki.SgxExtensionWriter.octets;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.junit.jupiter.api.Test;

/** What is shown of an SGX extension, and each way named in which it is not Intel's. */
class SgxExtensionOutlineTest {
  private static final String ROOT = "1.2.840.113741.1.13.1";

  private static SgxExtensionOutline outline(SgxExtensionWriter writer) throws PkiFormatException {
    return SgxExtensionOutline.of(writer.certificate()).orElseThrow();
  }

  private static SgxExtensionWriter platform() {
    return new SgxExtensionWriter().platform(octets(16, 0x16), flags(true, false, true));
  }

  private static void assertDeviations(SgxExtensionWriter writer, String... lines)
      throws PkiFormatException {
    assertEquals(List.of(lines), outline(writer).deviations());
  }

  @Test
  void allOfIntelsExtensionIsShown() throws PkiFormatException {
    SgxExtensionOutline outline = outline(platform());
    PckCertificate strict = platform().parse();
    assertEquals(strict.ppid(), outline.ppidOrNull());
    assertEquals(strict.tcbComponents(), outline.tcbComponentsOrNull());
    assertEquals(0xffffffffL, outline.pceSvnOrNull());
    assertEquals(strict.cpuSvn(), outline.cpuSvnOrNull());
    assertEquals(strict.pceId(), outline.pceIdOrNull());
    assertEquals(strict.fmspc(), outline.fmspcOrNull());
    assertEquals(2, outline.sgxTypeOrNull());
    assertEquals(
        strict.platformInstanceId(), Optional.ofNullable(outline.platformInstanceIdOrNull()));
    assertEquals(strict.configuration(), Optional.ofNullable(outline.configurationOrNull()));
    assertEquals(List.of(), outline.deviations());
  }

  @Test
  void theProcessorCasFiveEntriesAreNoDeviation() throws PkiFormatException {
    SgxExtensionOutline outline = outline(new SgxExtensionWriter());
    assertEquals(List.of(), outline.deviations());
    assertNull(outline.platformInstanceIdOrNull());
    assertNull(outline.configurationOrNull());
  }

  /** With any other number of entries, those of the Platform CA are missing, too. */
  @Test
  void whatIsMissingOrExtraIsNamed() throws PkiFormatException {
    SgxExtensionWriter six = new SgxExtensionWriter();
    six.entries.set(3, entry("98", DERNull.INSTANCE));
    six.entries.add(entry("7", flags(true, true, true)));
    assertDeviations(
        six,
        "the extension has 6 entries; Intel's have 5 (Processor CA) or 7 (Platform CA)",
        "missing: FMSPC (" + ROOT + ".4)",
        "missing: platform instance id (" + ROOT + ".6)",
        "extra, not read: " + ROOT + ".98");
    SgxExtensionWriter seven = platform();
    seven.entries.set(6, entry("98", DERNull.INSTANCE));
    assertDeviations(
        seven, "missing: configuration (" + ROOT + ".7)", "extra, not read: " + ROOT + ".98");
    SgxExtensionWriter five = platform();
    five.entries.remove(0);
    five.entries.remove(1);
    assertDeviations(five, "missing: PPID (" + ROOT + ".1)", "missing: PCE-ID (" + ROOT + ".3)");
  }

  @Test
  void anEntryThatIsNoPairOrIsThereTwiceIsNamed() throws PkiFormatException {
    SgxExtensionWriter twice = new SgxExtensionWriter();
    twice.entries.add(entry("4", octets(6, 9)));
    twice.entries.add(DERNull.INSTANCE);
    assertDeviations(
        twice,
        "the extension has " + ROOT + ".4 more than one time; the first is shown",
        "an entry of the extension is not a pair of OID and value",
        "missing: platform instance id (" + ROOT + ".6)",
        "missing: configuration (" + ROOT + ".7)");
    assertEquals("14".repeat(6), String.valueOf(outline(twice).fmspcOrNull()));
    SgxExtensionWriter inTcb = new SgxExtensionWriter();
    inTcb.tcb.set(0, DERNull.INSTANCE);
    assertDeviations(
        inTcb,
        "an entry of the TCB is not a pair of OID and value",
        "not read: The SGX extension has no " + ROOT + ".2.1");
  }

  @Test
  void aTcbOfAnotherFormIsNamed() throws PkiFormatException {
    SgxExtensionWriter no = new SgxExtensionWriter();
    no.entries.set(1, entry("2", new ASN1Integer(1)));
    assertDeviations(no, "the TCB is not a SEQUENCE");
    SgxExtensionOutline outline = outline(no);
    assertNull(outline.tcbComponentsOrNull());
    assertNull(outline.pceSvnOrNull());
    assertEquals("14".repeat(6), String.valueOf(outline.fmspcOrNull()));
    SgxExtensionWriter short17 = new SgxExtensionWriter();
    short17.tcb.remove(17);
    assertDeviations(short17, "the TCB has 17 entries; Intel's has 18");
    assertEquals(0xffffffffL, outline(short17).pceSvnOrNull());
  }

  @Test
  void aValueThatIsRefusedIsNamedAndTheOthersAreShown() throws PkiFormatException {
    SgxExtensionWriter writer = new SgxExtensionWriter();
    writer.tcb.set(16, entry("2.17", new ASN1Integer(-1)));
    writer.entries.set(4, entry("5", new ASN1Integer(1)));
    assertDeviations(
        writer,
        "not read: " + ROOT + ".2.17 is -1; 0 to 4294967295 is possible",
        "not read: " + ROOT + ".5 is not an ENUMERATED");
    SgxExtensionOutline outline = outline(writer);
    assertNull(outline.pceSvnOrNull());
    assertNull(outline.sgxTypeOrNull());
    assertEquals("18".repeat(16), String.valueOf(outline.cpuSvnOrNull()));
  }

  @Test
  void fortyDeviationsAreTheMostThatAreListed() throws PkiFormatException {
    SgxExtensionWriter writer = new SgxExtensionWriter();
    for (int i = 0; i < 37; i++) {
      writer.entries.add(entry("1" + (10 + i), DERNull.INSTANCE));
    }
    assertEquals(40, outline(writer).deviations().size());
    writer.entries.add(entry("199", DERNull.INSTANCE));
    assertEquals(40, outline(writer).deviations().size());
  }

  @Test
  void whatIsNoSequenceIsNotShown() throws PkiFormatException {
    assertEquals(
        Optional.empty(), SgxExtensionOutline.of(SgxExtensionWriter.certificate(DERNull.INSTANCE)));
    assertEquals(Optional.empty(), SgxExtensionOutline.of(Certs.any().parse()));
  }
}
