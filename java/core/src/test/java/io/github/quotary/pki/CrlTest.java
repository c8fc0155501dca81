package io.github.quotary.pki;

import static io.github.quotary.pki.CrlWriter.NEXT_UPDATE;
import static io.github.quotary.pki.CrlWriter.THIS_UPDATE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrlTest {
  private static final Instant FAR_FUTURE = Instant.parse("2049-01-01T00:00:00Z");

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  private static String hex(byte[] der) {
    return HexFormat.of().formatHex(der);
  }

  private static String pem(byte[] der) {
    return "-----BEGIN X509 CRL-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END X509 CRL-----\n";
  }

  /** Long enough to be told from DER: 300 characters of hexadecimal with the NUL. */
  private static byte[] der() {
    byte[] der =
        CrlWriter.usual()
            .revoke(7, THIS_UPDATE, CRLReason.keyCompromise)
            .extension(new ASN1ObjectIdentifier("1.2.3"), new DEROctetString(new byte[80]))
            .der();
    assertTrue(2 * der.length >= 299);
    return der;
  }

  @Test
  void itsPartsAreRead() throws PkiFormatException {
    Crl crl = Crl.parse(der());
    assertEquals("Intel SGX Root CA", crl.issuer().commonName());
    assertEquals(THIS_UPDATE, crl.thisUpdate());
    assertEquals(NEXT_UPDATE, crl.nextUpdate());
    assertEquals(BigInteger.valueOf(34), crl.number());
    assertEquals(1, crl.size());
    assertTrue(crl.hasAuthorityKeyIdentifier());
  }

  @Test
  void derHexAndPemAreToldApart() throws PkiFormatException {
    byte[] der = der();
    String hex = hex(der);
    for (byte[] encoded :
        new byte[][] {
          der,
          ascii(hex),
          ascii(hex.toUpperCase(Locale.ROOT)),
          ascii(hex + "\0"),
          ascii(pem(der)),
          ascii(pem(der) + "\0"),
          ascii(pem(der).replace("\n", "\r\n"))
        }) {
      assertEquals(BigInteger.valueOf(34), Crl.parse(encoded).number());
    }
  }

  @Test
  void whatFollowsTheDerIsIgnored() throws PkiFormatException {
    byte[] der = der();
    assertEquals(1, Crl.parse(Arrays.copyOf(der, der.length + 1)).size());
    assertEquals(1, Crl.parse(Arrays.copyOf(der, der.length + 5)).size());
    assertEquals(1, Crl.parse(ascii(hex(der) + "00ff")).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\0",
        "garbage",
        "-----BEGIN X509 CRL-----",
        "-----BEGIN X509 CRL-----\n!\n-----END"
      })
  void garbageIsRefused(String text) {
    assertThrows(PkiFormatException.class, () -> Crl.parse(ascii(text)));
  }

  @Test
  void otherFormsOfTheEncodingsAreRefused() {
    byte[] der = der();
    String hex = hex(der);
    for (String text :
        new String[] {
          hex + "\n",
          " " + hex,
          "0x" + hex,
          hex.substring(1),
          hex + "0",
          hex.substring(0, 298),
          hex + "\0\0",
          "\n" + pem(der),
          pem(der).replace("X509 CRL", "CRL"),
          Base64.getEncoder().encodeToString(der)
        }) {
      assertThrows(PkiFormatException.class, () -> Crl.parse(ascii(text)), text);
    }
  }

  /** 299 digits and a NUL are Intel's 300 characters: fewer are not taken as digits. */
  @Test
  void whatATextIsTakenForShowsInItsRefusal() {
    String hex = hex(der());
    assertRefused("has an odd number of hex digits", hex.substring(0, 299));
    assertRefused("is not valid DER", hex.substring(0, 298));
    assertRefused("is not valid PEM", "-----BEGIN X509 CRL-----");
    assertRefused("is not valid DER", "-----BEGIN X509 CRL----");
  }

  private static void assertRefused(String why, String text) {
    String problem = assertThrows(PkiFormatException.class, () -> Crl.parse(ascii(text))).problem();
    assertTrue(problem.startsWith("The revocation list " + why), problem);
  }

  @Test
  void noPartOfAListIsAList() {
    byte[] der = der();
    for (int length = 0; length < der.length; length++) {
      byte[] part = Arrays.copyOf(der, length);
      assertThrows(PkiFormatException.class, () -> Crl.parse(part));
    }
  }

  @Test
  void nextUpdateAndNumberAreNeeded() {
    assertProblem("nextUpdate", CrlWriter.usual().withoutNextUpdate());
    assertProblem("number", new CrlWriter());
    assertProblem(
        "number", new CrlWriter().extension(Extension.authorityKeyIdentifier, Certs.sequence()));
    assertProblem("", new CrlWriter().extension(Extension.cRLNumber, Certs.sequence()));
  }

  private static void assertProblem(String word, CrlWriter writer) {
    String problem = assertThrows(PkiFormatException.class, writer::parse).problem();
    assertTrue(problem.contains(word), problem);
  }

  /** A matter of trust, not of format. */
  @Test
  void theAuthorityKeyIdentifierMayBeMissing() throws PkiFormatException {
    Crl crl = new CrlWriter().extension(Extension.cRLNumber, new ASN1Integer(1)).parse();
    assertFalse(crl.hasAuthorityKeyIdentifier());
    assertEquals(0, crl.size());
  }

  @Test
  void anEntryRevokesWhateverItsDateAndReason() throws PkiFormatException {
    Crl crl =
        CrlWriter.usual()
            .revoke(7, FAR_FUTURE, CRLReason.unspecified)
            .revoke(8, THIS_UPDATE, CRLReason.removeFromCRL)
            .revoke(-1, THIS_UPDATE, CRLReason.certificateHold)
            .parse();
    assertEquals(3, crl.size());
    for (long serial : new long[] {7, 8, 255, -1}) {
      assertTrue(crl.revokes(withSerial(serial)), "serial " + serial);
    }
    for (long serial : new long[] {0, 6, 9, 263, 1}) {
      assertFalse(crl.revokes(withSerial(serial)), "serial " + serial);
    }
  }

  /** Serials of one hash code, of which a CA's worth must not take minutes. */
  @Test
  void serialsThatShareTheirHashCodeAreToldApart() throws PkiFormatException {
    CrlWriter writer = CrlWriter.usual();
    for (int i = 0; i < 5_000; i++) {
      writer.revoke(colliding(i), THIS_UPDATE, CRLReason.unspecified);
    }
    Crl crl = writer.parse();
    assertEquals(5_000, crl.size());
    assertTrue(crl.revokes(withSerial(colliding(4_999))));
    assertFalse(crl.revokes(withSerial(colliding(5_000))));
  }

  private static long colliding(int i) {
    long serial = 0x10000000L + i << 32 | 0xf0000000L - 31L * i;
    assertEquals(BigInteger.valueOf(serial).hashCode(), 31 * 0x10000000 + 0xf0000000);
    return serial;
  }

  @Test
  void aListOfTooManyExtensionsIsRefused() throws PkiFormatException {
    assertEquals(BigInteger.ONE, withExtensions(32).parse().number());
    assertProblem("extensions", withExtensions(33));
  }

  private static CrlWriter withExtensions(int count) {
    CrlWriter writer = new CrlWriter().extension(Extension.cRLNumber, new ASN1Integer(1));
    for (int i = 1; i < count; i++) {
      writer.extension(new ASN1ObjectIdentifier("1.2." + i), Certs.sequence());
    }
    return writer;
  }

  private static X509Cert withSerial(long serial) throws PkiFormatException {
    return Certs.any().serial(BigInteger.valueOf(serial)).parse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CN=Intel SGX Root CA,O=Intel | true",
        "O=Intel,CN=Intel SGX Root CA | false",
        "CN=Intel SGX Root CA,O=Intel,OU=x | false",
        "CN=Intel SGX Root CA | false",
        "CN=Intel SGX root CA,O=Intel | false"
      })
  void theWholeNameOfTheIssuerCounts(String subject, boolean issued) throws PkiFormatException {
    X509Cert candidate = Certs.named(subject, "CN=x").parse();
    assertEquals(issued, CrlWriter.usual().parse().isIssuedBy(candidate));
  }

  @Test
  void theWindowCountsOnBothSides() throws PkiFormatException {
    Crl crl = CrlWriter.usual().parse();
    assertTrue(crl.isExpiredAt(THIS_UPDATE.minusNanos(1)));
    assertFalse(crl.isExpiredAt(THIS_UPDATE));
    assertFalse(crl.isExpiredAt(NEXT_UPDATE));
    assertTrue(crl.isExpiredAt(NEXT_UPDATE.plusNanos(1)));
  }
}
