package io.github.quotary.pki;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.crypto.EcdsaP256;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class X509CertTest {
  private static final EcdsaP256 ENGINE = EcdsaP256.bouncyCastle();

  private static String problem(Certs certificate) {
    return assertThrows(PkiFormatException.class, certificate::parse).problem();
  }

  @Test
  void itsPartsAreRead() throws PkiFormatException {
    byte[] signature = Certs.signatureValue(BigInteger.TWO, BigInteger.TEN);
    Certs writer = Certs.named("CN=a", "CN=b").serial(BigInteger.valueOf(77)).signature(signature);
    X509Cert certificate = writer.parse();
    assertEquals("a", certificate.subject().commonName());
    assertEquals("b", certificate.issuer().commonName());
    assertEquals(BigInteger.valueOf(77), certificate.serial());
    assertEquals(Instant.parse("2025-01-01T00:00:00Z"), certificate.notBefore());
    assertEquals(Instant.parse("2035-01-01T00:00:00Z"), certificate.notAfter());
    assertArrayEquals(new byte[] {4, 1, 2}, certificate.publicKeyBytes());
    assertArrayEquals(signature, certificate.signatureBytes().toByteArray());
    assertArrayEquals(writer.der(), certificate.encoded());
  }

  @ParameterizedTest
  @CsvSource({
    "2.5.29.35, authorityKeyIdentifier",
    "2.5.29.31, cRLDistributionPoints",
    "2.5.29.14, subjectKeyIdentifier",
    "2.5.29.15, keyUsage",
    "2.5.29.19, basicConstraints"
  })
  void fiveExtensionsAreNeeded(String oid, String name) {
    assertTrue(problem(Certs.any().without(new ASN1ObjectIdentifier(oid))).contains(name));
  }

  @Test
  void noExtensionsAtAllAreTooFew() {
    Certs none =
        Certs.any()
            .without(Extension.authorityKeyIdentifier)
            .without(Extension.cRLDistributionPoints)
            .without(Extension.subjectKeyIdentifier)
            .without(Extension.keyUsage)
            .without(Extension.basicConstraints);
    assertTrue(problem(none).contains("authorityKeyIdentifier"));
  }

  /** Bouncy Castle reads past the end of an empty SEQUENCE. */
  @Test
  void anEmptyBodyIsNotValidDer() {
    byte[] der = HexFormat.of().parseHex("300730003000030100");
    assertEquals(
        "The certificate is not valid DER",
        assertThrows(PkiFormatException.class, () -> X509Cert.parse(der)).problem());
  }

  @Test
  void whatTheExtensionsSayIsNotEvaluated() {
    ASN1ObjectIdentifier unknown = new ASN1ObjectIdentifier("1.2.3.4");
    assertDoesNotThrow(() -> Certs.any().extension(unknown, true, DERNull.INSTANCE).parse());
    assertDoesNotThrow(
        () -> Certs.any().extension(Extension.keyUsage, true, Certs.sequence()).parse());
  }

  @Test
  void aKeyThatIsNoPointOnP256IsNone() throws Exception {
    assertEquals(Optional.empty(), Certs.any().parse().publicKey());
    byte[] point = new TestKey().point();
    assertTrue(Certs.any().publicKey(point).parse().publicKey().isPresent());
    point[64] ^= 1;
    assertEquals(Optional.empty(), Certs.any().publicKey(point).parse().publicKey());
    assertFalse(Certs.any().parse().isSignedBy(Certs.any().parse(), ENGINE), "nor can it sign");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "3000", "3003020101", "04020101", "300602010104010130"})
  void aSignatureThatIsNoPairOfIntegersIsMalformed(String hex) {
    assertTrue(problem(Certs.any().signature(HexFormat.of().parseHex(hex))).contains("ignature"));
  }

  /** 20 octets with the high bit set are a positive number to Intel. */
  @ParameterizedTest
  @CsvSource({"-1, 255", "-128, 128", "127, 127", "128, 128", "0, 0"})
  void theSerialIsTheMagnitudeOfItsBytes(long written, long read) throws PkiFormatException {
    assertEquals(
        BigInteger.valueOf(read), Certs.any().serial(BigInteger.valueOf(written)).parse().serial());
  }

  @Test
  void issuersAreMatchedByName() throws PkiFormatException {
    X509Cert root = Certs.named("CN=Root,O=x", "CN=Root,O=x,OU=y").parse();
    X509Cert leaf = Certs.named("CN=Leaf", "O=x,CN=Root").parse();
    assertTrue(root.isSelfIssued());
    assertTrue(leaf.isIssuedBy(root));
    assertFalse(root.isIssuedBy(leaf));
    assertFalse(leaf.isSelfIssued());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.840.113549.1.1.11", "1.2.840.10045.4.3.3", "1.2.3"})
  void aSignatureIsP256WithSha256WhateverIsDeclared(String algorithm) throws Exception {
    TestKey key = new TestKey();
    X509Cert signer = Certs.any().publicKey(key.point()).parse();
    Certs certificate =
        Certs.any().algorithm(new AlgorithmIdentifier(new ASN1ObjectIdentifier(algorithm)));
    byte[] toBeSigned = certificate.toBeSigned();
    assertTrue(
        certificate.signature(key.sign("SHA256", toBeSigned)).parse().isSignedBy(signer, ENGINE));
    assertFalse(
        certificate.signature(key.sign("SHA384", toBeSigned)).parse().isSignedBy(signer, ENGINE));
  }

  @Test
  void everyBitThatIsSignedCounts() throws GeneralSecurityException, PkiFormatException {
    TestKey key = new TestKey();
    X509Cert signer = Certs.any().publicKey(key.point()).parse();
    Certs certificate = Certs.named("CN=Leaf,O=x", "CN=Root");
    byte[] toBeSigned = certificate.toBeSigned();
    byte[] der = certificate.signature(key.sign("SHA256", toBeSigned)).der();
    assertTrue(X509Cert.parse(der).isSignedBy(signer, ENGINE));
    int start = Certs.indexOf(der, toBeSigned);
    for (int i = start; i < start + toBeSigned.length; i++) {
      byte[] changed = der.clone();
      changed[i] ^= (byte) (1 << i % 8);
      assertFalse(isSigned(changed, signer), "byte " + i);
    }
  }

  private static boolean isSigned(byte[] der, X509Cert signer) {
    try {
      return X509Cert.parse(der).isSignedBy(signer, ENGINE);
    } catch (PkiFormatException e) {
      return false;
    }
  }

  @Test
  void noPartOfACertificateIsACertificate() {
    byte[] der = Certs.any().der();
    for (int length = 0; length < der.length; length++) {
      byte[] part = Arrays.copyOf(der, length);
      assertThrows(PkiFormatException.class, () -> X509Cert.parse(part));
    }
  }

  @Test
  void aCertificateIsNoLongerThan16Kibibytes() throws PkiFormatException {
    byte[] der = Certs.any().der();
    assertEquals("Subject", X509Cert.parse(Arrays.copyOf(der, 1 << 14)).subject().commonName());
    byte[] longer = Arrays.copyOf(der, (1 << 14) + 1);
    String problem = assertThrows(PkiFormatException.class, () -> X509Cert.parse(longer)).problem();
    assertTrue(problem.contains("16385"), problem);
  }

  @Test
  void whatFollowsACertificateIsIgnored() throws PkiFormatException {
    byte[] der = Certs.any().der();
    byte[] longer = Arrays.copyOf(der, der.length + 3);
    assertEquals(X509Cert.parse(der).signatureBytes(), X509Cert.parse(longer).signatureBytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00",
        "0500",
        "3000",
        "30023000",
        "3084ffffffff00",
        "30847fffffff00",
        "3080",
        "1f"
      })
  void garbageIsRefused(String hex) {
    byte[] der = HexFormat.of().parseHex(hex);
    assertThrows(PkiFormatException.class, () -> X509Cert.parse(der));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x30, 0x31, 0xa0, 0x24})
  void endlessNestingIsRefusedWithoutUsingUpTheStack(int tag) {
    byte[] deep = new byte[200_000];
    for (int i = 0; i < deep.length; i += 2) {
      deep[i] = (byte) tag;
      deep[i + 1] = (byte) 0x80;
    }
    assertThrows(PkiFormatException.class, () -> X509Cert.parse(deep));
  }

  @Test
  void arraysAreItsOwn() throws PkiFormatException {
    X509Cert certificate = Certs.any().parse();
    certificate.publicKeyBytes()[0] = 9;
    certificate.encoded()[0] = 9;
    assertEquals(4, certificate.publicKeyBytes()[0]);
    assertEquals(0x30, certificate.encoded()[0]);
  }
}
