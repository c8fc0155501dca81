package io.github.quotary.pki;

import static io.github.quotary.pki.CrlWriter.THIS_UPDATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Batch;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose signature over a revocation list counts, and over which bytes of it. */
class CrlSignatureTest {
  private static final EcdsaP256 ENGINE = EcdsaP256.bouncyCastle();

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
    CrlWriter writer =
        CrlWriter.usual()
            .algorithms(new ASN1ObjectIdentifier(inside), new ASN1ObjectIdentifier(outside));
    byte[] signature = key.sign(hash, Certs.encode(writer.toBeSigned()));
    Crl crl = Crl.parse(writer.der(signature));
    assertEquals(verified, crl.isSignedBy(signer, ENGINE));
    assertEquals(verified, isVerifiedInBatch(crl, signer));
  }

  @Test
  void theSignatureIsTheSignersOverTheList() throws Exception {
    TestKey key = new TestKey();
    X509Cert signer = Certs.any().publicKey(key.point()).parse();
    X509Cert other = Certs.any().publicKey(new TestKey().point()).parse();
    byte[] signature = key.sign("SHA256", Certs.encode(CrlWriter.usual().toBeSigned()));
    Crl crl = Crl.parse(CrlWriter.usual().der(signature));
    assertTrue(crl.isSignedBy(signer, ENGINE) && isVerifiedInBatch(crl, signer));
    assertFalse(crl.isSignedBy(other, ENGINE) || isVerifiedInBatch(crl, other));
    assertFalse(crl.isSignedBy(Certs.any().parse(), ENGINE), "a key that is none");
    CrlWriter longer = CrlWriter.usual().revoke(1, THIS_UPDATE, CRLReason.unspecified);
    assertFalse(Crl.parse(longer.der(signature)).isSignedBy(signer, ENGINE));
  }

  private static boolean isVerifiedInBatch(Crl crl, X509Cert signer) {
    P256Batch batch = new P256Batch(2);
    crl.addSignatureTo(batch, signer);
    ENGINE.verifyAll(batch);
    return batch.size() > 0 && batch.isVerified(0);
  }

  /** Neither by a key that is none, nor of an algorithm that is not Intel's. */
  @Test
  void aQuestionThatNeedsNoEngineIsNotAdded() throws Exception {
    X509Cert signer = Certs.any().publicKey(new TestKey().point()).parse();
    assertEquals(1, lanes(CrlWriter.usual().parse(), signer));
    assertEquals(0, lanes(CrlWriter.usual().parse(), Certs.any().parse()));
    ASN1ObjectIdentifier rsa = new ASN1ObjectIdentifier("1.2.840.113549.1.1.11");
    assertEquals(0, lanes(CrlWriter.usual().algorithms(rsa, rsa).parse(), signer));
  }

  private static int lanes(Crl crl, X509Cert signer) {
    P256Batch batch = new P256Batch(2);
    crl.addSignatureTo(batch, signer);
    return batch.size();
  }

  /** The length of what is signed takes one, two, three and four bytes. */
  @ParameterizedTest
  @ValueSource(ints = {0, 20, 100, 200, 300, 1_000, 60_000, 70_000})
  void allOfAListIsSignedHoweverLongItIs(int padding) throws Exception {
    TestKey key = new TestKey();
    X509Cert signer = Certs.any().publicKey(key.point()).parse();
    CrlWriter writer = CrlWriter.usual();
    if (padding > 0) {
      writer.extension(new ASN1ObjectIdentifier("1.2.3"), new DEROctetString(new byte[padding]));
    }
    byte[] signature = key.sign("SHA256", Certs.encode(writer.toBeSigned()));
    assertTrue(Crl.parse(writer.der(signature)).isSignedBy(signer, ENGINE));
  }

  /** A length may take more bytes than it needs; those are signed, not the same in DER. */
  @Test
  void theBytesThatAreThereAreSigned() throws Exception {
    TestKey key = new TestKey();
    X509Cert signer = Certs.any().publicKey(key.point()).parse();
    byte[] signed = Certs.encode(CrlWriter.usual().toBeSigned());
    byte[] longer = Layouts.joined(signed, 1, new byte[] {(byte) 0x82, 0}, 1);
    byte[] sound = CrlWriter.usual().der(key.sign("SHA256", signed));
    assertTrue(Crl.parse(sound).isSignedBy(signer, ENGINE));
    assertFalse(Crl.parse(with(longer, signed, sound)).isSignedBy(signer, ENGINE));
    byte[] other = CrlWriter.usual().der(key.sign("SHA256", longer));
    assertTrue(Crl.parse(with(longer, signed, other)).isSignedBy(signer, ENGINE));
  }

  /** The list with other bytes in place of those that are signed; all lengths are below 256. */
  private static byte[] with(byte[] longer, byte[] signed, byte[] list) {
    byte[] changed = Layouts.joined(list, 3, longer, 3 + signed.length);
    changed[2] += (byte) (longer.length - signed.length);
    return changed;
  }
}
