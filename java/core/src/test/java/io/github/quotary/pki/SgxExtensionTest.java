package io.github.quotary.pki;

import static io.github.quotary.pki.SgxExtensionWriter.OID;
import static io.github.quotary.pki.SgxExtensionWriter.entry;
import static io.github.quotary.pki.SgxExtensionWriter.flags;
import static io.github.quotary.pki.SgxExtensionWriter.octets;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Intel's SGX extension: 1.2.840.113741.1.13.1. */
class SgxExtensionTest {
  @Test
  void theFiveOfAProcessorCaAreRead() throws PkiFormatException {
    PckCertificate pck = new SgxExtensionWriter().parse();
    assertEquals("11".repeat(16), pck.ppid().toString());
    assertEquals(
        "101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116",
        pck.tcbComponents().toString());
    assertEquals(0xffffffffL, pck.pceSvn());
    assertEquals("18".repeat(16), pck.cpuSvn().toString());
    assertEquals("1313", pck.pceId().toString());
    assertEquals("14".repeat(6), pck.fmspc().toString());
    assertEquals(2, pck.sgxType());
    assertEquals(Optional.empty(), pck.platformInstanceId());
    assertEquals(Optional.empty(), pck.configuration());
  }

  @ParameterizedTest
  @CsvSource({"true, false, false", "false, true, false", "false, false, true"})
  void theSevenOfAPlatformCaAreRead(boolean dynamic, boolean cached, boolean smt)
      throws PkiFormatException {
    PckCertificate pck =
        new SgxExtensionWriter().platform(octets(16, 0x16), flags(dynamic, cached, smt)).parse();
    assertEquals("16".repeat(16), pck.platformInstanceId().orElseThrow().toString());
    assertEquals(Optional.of(new PlatformConfiguration(dynamic, cached, smt)), pck.configuration());
  }

  /** No layout of Intel's, so that the other reader has it. */
  @ParameterizedTest
  @CsvSource({"true, false, false", "false, true, false", "false, false, true"})
  void theOrderOfTheEntriesDoesNotCount(boolean dynamic, boolean cached, boolean smt)
      throws PkiFormatException {
    SgxExtensionWriter writer =
        new SgxExtensionWriter().platform(octets(16, 0x16), flags(dynamic, cached, smt));
    Collections.reverse(writer.entries);
    Collections.reverse(writer.tcb);
    PckCertificate pck = writer.parse();
    assertEquals("11".repeat(16), pck.ppid().toString());
    assertEquals(101, pck.tcbComponents().svn(0));
    assertEquals(116, pck.tcbComponents().svn(15));
    assertEquals(0xffffffffL, pck.pceSvn());
    assertEquals("18".repeat(16), pck.cpuSvn().toString());
    assertEquals("1313", pck.pceId().toString());
    assertEquals("14".repeat(6), pck.fmspc().toString());
    assertEquals(2, pck.sgxType());
    assertEquals("16".repeat(16), pck.platformInstanceId().orElseThrow().toString());
    assertEquals(Optional.of(new PlatformConfiguration(dynamic, cached, smt)), pck.configuration());
  }

  private static ASN1Encodable withFlag(int index, ASN1Encodable entry) {
    List<ASN1Encodable> flags = new ArrayList<>();
    ((ASN1Sequence) flags(true, true, true)).forEach(flags::add);
    flags.set(index, entry);
    return Certs.sequence(flags.toArray(ASN1Encodable[]::new));
  }

  /** Not needed for a verdict, so malformed ones are as good as none. */
  @Test
  void malformedPlatformEntriesAreAsGoodAsNone() throws PkiFormatException {
    List<ASN1Encodable> configurations =
        List.of(
            DERNull.INSTANCE,
            Certs.sequence(),
            Certs.sequence(entry("7.1", ASN1Boolean.TRUE), entry("7.2", ASN1Boolean.TRUE)),
            withFlag(0, entry("7.1", new ASN1Integer(1))),
            withFlag(1, entry("7.2", new ASN1Integer(1))),
            withFlag(2, entry("7.3", new ASN1Integer(1))),
            withFlag(0, entry("7.4", ASN1Boolean.TRUE)),
            withFlag(1, entry("7.4", ASN1Boolean.TRUE)),
            Certs.sequence(
                entry("7.1", ASN1Boolean.TRUE),
                entry("7.2", ASN1Boolean.TRUE),
                entry("7.3", ASN1Boolean.TRUE),
                entry("7.4", ASN1Boolean.TRUE)),
            Certs.sequence(DERNull.INSTANCE));
    for (ASN1Encodable configuration : configurations) {
      PckCertificate pck = new SgxExtensionWriter().platform(octets(15, 1), configuration).parse();
      assertEquals(Optional.empty(), pck.platformInstanceId());
      assertEquals(Optional.empty(), pck.configuration());
    }
  }

  @Test
  void unknownEntriesCountButAreNotRead() throws PkiFormatException {
    SgxExtensionWriter writer = new SgxExtensionWriter();
    writer.entries.add(entry("98", DERNull.INSTANCE));
    writer.entries.add(entry("99", DERNull.INSTANCE));
    assertEquals("14".repeat(6), writer.parse().fmspc().toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 77, 127, 128, 300})
  void everySgxTypeIsKept(int type) throws PkiFormatException {
    SgxExtensionWriter writer = new SgxExtensionWriter();
    writer.entries.set(4, entry("5", new ASN1Enumerated(type)));
    assertEquals(type, writer.parse().sgxType());
  }

  /** Else it would be shown as Standard. */
  @Test
  void anSgxTypeThatNoIntHoldsIsNotAnother() throws PkiFormatException {
    BigInteger beyond = BigInteger.ONE.shiftLeft(32);
    SgxExtensionWriter writer = new SgxExtensionWriter();
    writer.entries.set(4, entry("5", new ASN1Enumerated(beyond)));
    assertEquals(Integer.MAX_VALUE, writer.parse().sgxType());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 255})
  void svnsAreBytes(int svn) throws PkiFormatException {
    SgxExtensionWriter writer = new SgxExtensionWriter();
    writer.tcb.set(3, entry("2.4", new ASN1Integer(svn)));
    assertEquals(svn, writer.parse().tcbComponents().svn(3));
  }

  private record Case(String about, Consumer<SgxExtensionWriter> spoil) {
    @Override
    public String toString() {
      return about;
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int index = i;
      cases.add(new Case("entry " + (i + 1) + " missing", w -> w.entries.remove(index)));
      cases.add(
          new Case(
              "entry " + (i + 1) + " unknown",
              w -> w.entries.set(index, entry("90", octets(16, 1)))));
      cases.add(
          new Case(
              "entry " + (i + 1) + " of another type",
              w -> w.entries.set(index, entry("" + (index + 1), new DERBitString(new byte[16])))));
    }
    for (int count : List.of(1, 3)) {
      cases.add(new Case(5 + count + " entries", w -> addUnknown(w.entries, count)));
    }
    for (int length : List.of(0, 15, 17)) {
      cases.add(
          new Case("PPID of " + length, w -> w.entries.set(0, entry("1", octets(length, 1)))));
      cases.add(
          new Case("CPUSVN of " + length, w -> w.tcb.set(17, entry("2.18", octets(length, 1)))));
    }
    for (int length : List.of(0, 1, 3)) {
      cases.add(
          new Case("PCEID of " + length, w -> w.entries.set(2, entry("3", octets(length, 1)))));
    }
    for (int length : List.of(0, 5, 7)) {
      cases.add(
          new Case("FMSPC of " + length, w -> w.entries.set(3, entry("4", octets(length, 1)))));
    }
    cases.add(
        new Case("SGX type as INTEGER", w -> w.entries.set(4, entry("5", new ASN1Integer(1)))));
    addStructures(cases);
    addTcb(cases);
    return cases.stream();
  }

  private static void addUnknown(List<ASN1Encodable> entries, int count) {
    for (int i = 0; i < count; i++) {
      entries.add(entry("9" + i, DERNull.INSTANCE));
    }
  }

  private static void addStructures(List<Case> cases) {
    ASN1Encodable fmspc = octets(6, 0x14);
    cases.add(new Case("an OID alone", w -> w.entries.set(3, OID.branch("4"))));
    cases.add(new Case("a pair of one", w -> w.entries.set(3, Certs.sequence(OID.branch("4")))));
    cases.add(
        new Case(
            "a pair of three",
            w -> w.entries.set(3, Certs.sequence(OID.branch("4"), fmspc, DERNull.INSTANCE))));
    cases.add(
        new Case(
            "a pair the wrong way round",
            w -> w.entries.set(3, Certs.sequence(fmspc, OID.branch("4")))));
    cases.add(
        new Case(
            "FMSPC twice",
            w -> {
              w.entries.add(entry("4", fmspc));
              w.entries.add(entry("98", fmspc));
            }));
    cases.add(
        new Case(
            "an unknown OID twice",
            w -> {
              w.entries.add(entry("98", fmspc));
              w.entries.add(entry("98", fmspc));
            }));
  }

  private static void addTcb(List<Case> cases) {
    cases.add(new Case("TCB of 17", w -> w.tcb.remove(0)));
    cases.add(new Case("TCB of 19", w -> w.tcb.add(entry("2.19", octets(16, 1)))));
    cases.add(new Case("TCB with one twice", w -> w.tcb.set(0, entry("2.2", new ASN1Integer(1)))));
    for (int i = 0; i < 18; i++) {
      int index = i;
      String suffix = "2." + (i + 1);
      cases.add(
          new Case(suffix + " unknown", w -> w.tcb.set(index, entry("2.99", new ASN1Integer(1)))));
      cases.add(
          new Case(
              suffix + " of another type",
              w -> w.tcb.set(index, entry(suffix, new ASN1Enumerated(1)))));
    }
    for (long svn : List.of(-1L, 256L, 257L, 511L, 1L << 40)) {
      cases.add(new Case("SVN of " + svn, w -> w.tcb.set(15, entry("2.16", new ASN1Integer(svn)))));
    }
    for (long svn : List.of(-1L, 1L << 32, Long.MAX_VALUE)) {
      cases.add(
          new Case("PCESVN of " + svn, w -> w.tcb.set(16, entry("2.17", new ASN1Integer(svn)))));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefused(Case spoilt) {
    SgxExtensionWriter writer = new SgxExtensionWriter();
    spoilt.spoil().accept(writer);
    assertThrows(PkiFormatException.class, writer::parse);
  }

  @Test
  void aCertificateWithoutItIsNoPckCertificate() throws PkiFormatException {
    X509Cert certificate = Certs.any().parse();
    String problem =
        assertThrows(PkiFormatException.class, () -> PckCertificate.parse(certificate)).problem();
    assertTrue(problem.contains("1.2.840.113741.1.13.1"), problem);
  }

  @Test
  void itIsASequence() {
    for (ASN1Encodable extension : List.of(DERNull.INSTANCE, octets(4, 1), Certs.sequence())) {
      assertThrows(
          PkiFormatException.class,
          () -> PckCertificate.parse(SgxExtensionWriter.certificate(extension)));
    }
  }

  /** To write out such a number in decimal would take seconds. */
  @Test
  void aHugeNumberIsNotWrittenOut() {
    SgxExtensionWriter writer = new SgxExtensionWriter();
    writer.tcb.set(0, entry("2.1", new ASN1Integer(BigInteger.ONE.shiftLeft(500_000))));
    String problem = assertThrows(PkiFormatException.class, writer::parse).problem();
    assertTrue(problem.length() < 200, "a problem of " + problem.length() + " characters");
  }

  @ParameterizedTest
  @CsvSource({
    "256, 256",
    "-1, -1",
    "9223372036854775807, 9223372036854775807",
    "9223372036854775808, an INTEGER of 64 bits",
    "-9223372036854775808, -9223372036854775808",
    "-9223372036854775809, an INTEGER of 64 bits"
  })
  void anSvnOutOfRangeIsShownUnlessItIsLong(BigInteger svn, String shown) {
    SgxExtensionWriter writer = new SgxExtensionWriter();
    writer.tcb.set(1, entry("2.2", new ASN1Integer(svn)));
    assertEquals(
        "1.2.840.113741.1.13.1.2.2 is " + shown + "; 0 to 255 is possible",
        assertThrows(PkiFormatException.class, writer::parse).problem());
  }
}
