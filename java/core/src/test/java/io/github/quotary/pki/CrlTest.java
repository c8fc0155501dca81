package io.github.quotary.pki;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.crypto.EcdsaP256;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrlTest {
  private static final EcdsaP256 ENGINE = EcdsaP256.bouncyCastle();
  private static final Instant THIS_UPDATE = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant NEXT_UPDATE = Instant.parse("2026-07-01T00:00:00Z");
  private static final Instant FAR_FUTURE = Instant.parse("2049-01-01T00:00:00Z");
  private static final String ISSUER = "CN=Intel SGX Root CA,O=Intel";

  /** A list to be written as no CA would. */
  private static final class Writer {
    private final V2TBSCertListGenerator tbs = new V2TBSCertListGenerator();
    private final ExtensionsGenerator extensions = new ExtensionsGenerator();
    private AlgorithmIdentifier outer = Certs.ECDSA_SHA256;

    Writer() {
      tbs.setIssuer(new X500Name(ISSUER));
      tbs.setThisUpdate(new Time(Date.from(THIS_UPDATE)));
      tbs.setNextUpdate(new Time(Date.from(NEXT_UPDATE)));
      tbs.setSignature(outer);
    }

    static Writer usual() {
      return new Writer()
          .extension(Extension.authorityKeyIdentifier, Certs.sequence())
          .extension(Extension.cRLNumber, new ASN1Integer(34));
    }

    Writer withoutNextUpdate() {
      tbs.setNextUpdate((Time) null);
      return this;
    }

    Writer extension(ASN1ObjectIdentifier oid, ASN1Encodable value) {
      extensions.addExtension(oid, false, Certs.encode(value));
      return this;
    }

    Writer revoke(long serial, Instant date, int reason) {
      tbs.addCRLEntry(
          new ASN1Integer(BigInteger.valueOf(serial)), new Time(Date.from(date)), reason);
      return this;
    }

    Writer algorithms(ASN1ObjectIdentifier inside, ASN1ObjectIdentifier outside) {
      tbs.setSignature(new AlgorithmIdentifier(inside));
      outer = new AlgorithmIdentifier(outside);
      return this;
    }

    ASN1Encodable toBeSigned() {
      if (!extensions.isEmpty()) {
        tbs.setExtensions(extensions.generate());
      }
      return tbs.generateTBSCertList();
    }

    byte[] der(byte[] signature) {
      return Certs.encode(Certs.sequence(toBeSigned(), outer, new DERBitString(signature)));
    }

    byte[] der() {
      return der(Certs.signatureValue(BigInteger.ONE, BigInteger.ONE));
    }

    Crl parse() throws PkiFormatException {
      return Crl.parse(der());
    }
  }

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
        Writer.usual()
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
    assertProblem("nextUpdate", Writer.usual().withoutNextUpdate());
    assertProblem("number", new Writer());
    assertProblem(
        "number", new Writer().extension(Extension.authorityKeyIdentifier, Certs.sequence()));
    assertProblem("", new Writer().extension(Extension.cRLNumber, Certs.sequence()));
  }

  private static void assertProblem(String word, Writer writer) {
    String problem = assertThrows(PkiFormatException.class, writer::parse).problem();
    assertTrue(problem.contains(word), problem);
  }

  /** A matter of trust, not of format. */
  @Test
  void theAuthorityKeyIdentifierMayBeMissing() throws PkiFormatException {
    Crl crl = new Writer().extension(Extension.cRLNumber, new ASN1Integer(1)).parse();
    assertFalse(crl.hasAuthorityKeyIdentifier());
    assertEquals(0, crl.size());
  }

  @Test
  void anEntryRevokesWhateverItsDateAndReason() throws PkiFormatException {
    Crl crl =
        Writer.usual()
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
    Writer writer = Writer.usual();
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

  private static Writer withExtensions(int count) {
    Writer writer = new Writer().extension(Extension.cRLNumber, new ASN1Integer(1));
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
    assertEquals(issued, Writer.usual().parse().isIssuedBy(candidate));
  }

  @Test
  void theWindowCountsOnBothSides() throws PkiFormatException {
    Crl crl = Writer.usual().parse();
    assertTrue(crl.isExpiredAt(THIS_UPDATE.minusNanos(1)));
    assertFalse(crl.isExpiredAt(THIS_UPDATE));
    assertFalse(crl.isExpiredAt(NEXT_UPDATE));
    assertTrue(crl.isExpiredAt(NEXT_UPDATE.plusNanos(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.840.10045.4.3.2, 1.2.840.10045.4.3.2, SHA256, true",
    "1.2.840.10045.4.3.3, 1.2.840.10045.4.3.3, SHA384, true",
    "1.2.840.10045.4.3.4, 1.2.840.10045.4.3.4, SHA512, true",
    "1.2.840.10045.4.3.3, 1.2.840.10045.4.3.3, SHA256, false",
    "1.2.840.10045.4.3.2, 1.2.840.10045.4.3.3, SHA256, false",
    "1.2.840.10045.4.3.3, 1.2.840.10045.4.3.2, SHA256, false",
    "1.2.840.113549.1.1.11, 1.2.840.113549.1.1.11, SHA256, false",
    "1.2.3, 1.2.3, SHA256, false"
  })
  void theDeclaredAlgorithmCountsInsideAndOutside(
      String inside, String outside, String hash, boolean verified) throws Exception {
    TestKey key = new TestKey();
    X509Cert signer = Certs.any().publicKey(key.point()).parse();
    Writer writer =
        Writer.usual()
            .algorithms(new ASN1ObjectIdentifier(inside), new ASN1ObjectIdentifier(outside));
    byte[] signature = key.sign(hash, Certs.encode(writer.toBeSigned()));
    assertEquals(verified, Crl.parse(writer.der(signature)).isSignedBy(signer, ENGINE));
  }

  @Test
  void theSignatureIsTheSignersOverTheList() throws Exception {
    TestKey key = new TestKey();
    X509Cert signer = Certs.any().publicKey(key.point()).parse();
    X509Cert other = Certs.any().publicKey(new TestKey().point()).parse();
    byte[] signature = key.sign("SHA256", Certs.encode(Writer.usual().toBeSigned()));
    Crl crl = Crl.parse(Writer.usual().der(signature));
    assertTrue(crl.isSignedBy(signer, ENGINE));
    assertFalse(crl.isSignedBy(other, ENGINE));
    assertFalse(crl.isSignedBy(Certs.any().parse(), ENGINE), "a key that is none");
    Writer longer = Writer.usual().revoke(1, THIS_UPDATE, CRLReason.unspecified);
    assertFalse(Crl.parse(longer.der(signature)).isSignedBy(signer, ENGINE));
  }

  /** Serials of as few bytes as there can be, in a layout that is not Intel's. */
  private static byte[] list(int serials) {
    Writer writer = Writer.usual();
    for (int i = 0; i < serials; i++) {
      writer.revoke(i + 1, THIS_UPDATE, 0);
    }
    return writer.der();
  }

  /** Bouncy Castle reads them, which takes time for every entry. */
  @Test
  void aListOfAnotherLayoutIsNoLongerThan256Kibibytes() throws PkiFormatException {
    byte[] most = list(12_000);
    assertTrue(most.length <= 1 << 18 && most.length > 250_000, most.length + " bytes");
    assertEquals(12_000, Crl.parse(most).size());
    byte[] more = list(13_000);
    assertEquals(
        "The revocation list has " + more.length + " bytes of DER; the limit is 262144",
        assertThrows(PkiFormatException.class, () -> Crl.parse(more)).problem());
    assertEquals(
        "The revocation list has 4000000 bytes of DER; the limit is 1048576",
        assertThrows(PkiFormatException.class, () -> Crl.parse(new byte[4_000_000])).problem());
  }
}
