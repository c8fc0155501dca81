package io.github.quotary.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Intel's SGX extension: 1.2.840.113741.1.13.1. */
class SgxExtensionTest {
  private static final ASN1ObjectIdentifier OID = new ASN1ObjectIdentifier("1.2.840.113741.1.13.1");

  /** The entries of an extension, the TCB's apart. */
  private static final class Writer {
    private final List<ASN1Encodable> entries = new ArrayList<>();
    private final List<ASN1Encodable> tcb = new ArrayList<>();

    Writer() {
      for (int i = 1; i <= 16; i++) {
        tcb.add(entry("2." + i, new ASN1Integer(100 + i)));
      }
      tcb.add(entry("2.17", new ASN1Integer(0xffffffffL)));
      tcb.add(entry("2.18", octets(16, 0x18)));
      entries.add(entry("1", octets(16, 0x11)));
      entries.add(null);
      entries.add(entry("3", octets(2, 0x13)));
      entries.add(entry("4", octets(6, 0x14)));
      entries.add(entry("5", new ASN1Enumerated(2)));
    }

    Writer platform(ASN1Encodable instanceId, ASN1Encodable configuration) {
      entries.add(entry("6", instanceId));
      entries.add(entry("7", configuration));
      return this;
    }

    PckCertificate parse() throws PkiFormatException {
      int place = entries.indexOf(null);
      if (place >= 0) {
        entries.set(place, entry("2", Certs.sequence(tcb.toArray(ASN1Encodable[]::new))));
      }
      return parse(Certs.sequence(entries.toArray(ASN1Encodable[]::new)));
    }

    static PckCertificate parse(ASN1Encodable extension) throws PkiFormatException {
      return PckCertificate.parse(Certs.any().extension(OID, false, extension).parse());
    }
  }

  private static ASN1Encodable entry(String suffix, ASN1Encodable value) {
    return Certs.sequence(OID.branch(suffix), value);
  }

  private static ASN1Encodable octets(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return new DEROctetString(bytes);
  }

  private static ASN1Encodable flags(boolean dynamic, boolean cached, boolean smt) {
    return Certs.sequence(
        entry("7.1", ASN1Boolean.getInstance(dynamic)),
        entry("7.2", ASN1Boolean.getInstance(cached)),
        entry("7.3", ASN1Boolean.getInstance(smt)));
  }

  @Test
  void theFiveOfAProcessorCaAreRead() throws PkiFormatException {
    PckCertificate pck = new Writer().parse();
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
        new Writer().platform(octets(16, 0x16), flags(dynamic, cached, smt)).parse();
    assertEquals("16".repeat(16), pck.platformInstanceId().orElseThrow().toString());
    assertEquals(Optional.of(new PlatformConfiguration(dynamic, cached, smt)), pck.configuration());
  }

  /** Not needed for a verdict, so malformed ones are as good as none. */
  @Test
  void malformedPlatformEntriesAreAsGoodAsNone() throws PkiFormatException {
    List<ASN1Encodable> configurations =
        List.of(
            DERNull.INSTANCE,
            Certs.sequence(),
            Certs.sequence(entry("7.1", ASN1Boolean.TRUE), entry("7.2", ASN1Boolean.TRUE)),
            Certs.sequence(
                entry("7.1", ASN1Boolean.TRUE),
                entry("7.2", ASN1Boolean.TRUE),
                entry("7.3", new ASN1Integer(1))),
            Certs.sequence(
                entry("7.1", ASN1Boolean.TRUE),
                entry("7.2", ASN1Boolean.TRUE),
                entry("7.3", ASN1Boolean.TRUE),
                entry("7.4", ASN1Boolean.TRUE)),
            Certs.sequence(DERNull.INSTANCE));
    for (ASN1Encodable configuration : configurations) {
      PckCertificate pck = new Writer().platform(octets(15, 1), configuration).parse();
      assertEquals(Optional.empty(), pck.platformInstanceId());
      assertEquals(Optional.empty(), pck.configuration());
    }
  }

  @Test
  void unknownEntriesCountButAreNotRead() throws PkiFormatException {
    Writer writer = new Writer();
    writer.entries.add(entry("98", DERNull.INSTANCE));
    writer.entries.add(entry("99", DERNull.INSTANCE));
    assertEquals("14".repeat(6), writer.parse().fmspc().toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 77})
  void everySgxTypeIsKept(int type) throws PkiFormatException {
    Writer writer = new Writer();
    writer.entries.set(4, entry("5", new ASN1Enumerated(type)));
    assertEquals(type, writer.parse().sgxType());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 255})
  void svnsAreBytes(int svn) throws PkiFormatException {
    Writer writer = new Writer();
    writer.tcb.set(3, entry("2.4", new ASN1Integer(svn)));
    assertEquals(svn, writer.parse().tcbComponents().svn(3));
  }

  private record Case(String about, Consumer<Writer> spoil) {
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
    Writer writer = new Writer();
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
      assertThrows(PkiFormatException.class, () -> Writer.parse(extension));
    }
  }

  /** To write out such a number in decimal would take seconds. */
  @Test
  void aHugeNumberIsNotWrittenOut() {
    Writer writer = new Writer();
    writer.tcb.set(0, entry("2.1", new ASN1Integer(BigInteger.ONE.shiftLeft(500_000))));
    String problem = assertThrows(PkiFormatException.class, writer::parse).problem();
    assertTrue(problem.length() < 200, "a problem of " + problem.length() + " characters");
  }
}
