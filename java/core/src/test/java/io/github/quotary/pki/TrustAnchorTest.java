package io.github.quotary.pki;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Batch;
import io.github.quotary.fixture.Published;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustAnchorTest {
  private static final String INTEL =
      "0ba9c4c0c0c86193a3fe23d6b02cda10a8bbd4e88e48b4458561a36e705525f5"
          + "67918e2edc88e40d860bd0cc4ee26aacc988e505a953558c453f6b0904ae7394";

  private static byte[] ascii(String pem) {
    return pem.getBytes(US_ASCII);
  }

  private static String refusal(String pem) {
    return assertThrows(IllegalArgumentException.class, () -> TrustAnchor.of(ascii(pem)))
        .getMessage();
  }

  @Test
  void intelsIsTheKeyOfItsRoot() {
    TrustAnchor anchor = TrustAnchor.intelSgxRootCa();
    assertEquals(INTEL, HexFormat.of().formatHex(anchor.publicKey().toRaw()));
    assertEquals("Intel SGX Root CA", anchor.name());
  }

  @Test
  void aRootCertificateGivesItsKey() throws Exception {
    TestKey key = new TestKey();
    Certs root = Certs.named("CN=Test Root", "CN=Test Root").publicKey(key.point());
    TrustAnchor anchor = TrustAnchor.of(ascii("text\n" + root.pem() + "more\n"));
    assertArrayEquals(key.point(), root.parse().publicKeyBytes());
    assertTrue(anchor.matches(root.parse()));
    assertTrue(anchor.matches(Certs.named("CN=a", "CN=b").publicKey(key.point()).parse()));
    assertFalse(anchor.matches(Certs.any().publicKey(new TestKey().point()).parse()));
    assertFalse(TrustAnchor.intelSgxRootCa().matches(root.parse()));
  }

  /** Anybody can name a root like Intel's; a report shows which of the two was trusted. */
  @Test
  void aGivenRootIsNotMistakenForIntels() throws Exception {
    Certs root = Certs.named("CN=Intel SGX Root CA", "CN=Intel SGX Root CA");
    String one = TrustAnchor.of(ascii(root.publicKey(new TestKey().point()).pem())).name();
    String other = TrustAnchor.of(ascii(root.publicKey(new TestKey().point()).pem())).name();
    assertFalse(one.contains("Intel"), one);
    assertNotEquals(one, other);
  }

  /** Such a certificate cannot be the end of a chain, and must not end the program either. */
  @Test
  void aCertificateThatIsNotSelfIssuedIsRefused() throws Exception {
    String message =
        refusal(Certs.named("CN=Leaf", "CN=Above").publicKey(new TestKey().point()).pem());
    assertTrue(message.contains("Leaf") && message.contains("Above"), message);
  }

  @Test
  void aKeyOffTheCurveIsRefused() throws Exception {
    byte[] point = new TestKey().point();
    point[40] ^= 1;
    assertTrue(refusal(Certs.named("CN=a", "CN=a").publicKey(point).pem()).contains("P-256"));
  }

  @Test
  void aCertificateWithoutTheExtensionsIsRefused() throws Exception {
    Certs root = Certs.named("CN=a", "CN=a").publicKey(new TestKey().point());
    assertTrue(refusal(root.without(Extension.keyUsage).pem()).contains("keyUsage"));
  }

  private static X509Cert rootOf(Evidence evidence) throws PkiFormatException {
    return X509Cert.parse(PemChain.decode(evidence.rootPem(), "the root"));
  }

  private static int askedOfTheEngine(TrustAnchor anchor, X509Cert root) {
    P256Batch batch = new P256Batch(1);
    anchor.addSelfSignatureTo(batch, root);
    return batch.size();
  }

  @Test
  void theSignatureOfTheVeryCertificateIsKnown() throws Exception {
    Evidence evidence = Simulated.upToDate();
    X509Cert root = rootOf(evidence);
    TrustAnchor anchor = Simulated.anchor(evidence);
    assertEquals(0, askedOfTheEngine(anchor, root));
    assertTrue(anchor.isSelfSigned(root, EcdsaP256.bouncyCastle()));
    assertEquals(1, askedOfTheEngine(TrustAnchor.intelSgxRootCa(), root));
    assertTrue(TrustAnchor.intelSgxRootCa().isSelfSigned(root, EcdsaP256.bouncyCastle()));
  }

  /** Each byte of it: the key may be the same, and then the signature is asked of the engine. */
  @Test
  void theSignatureOfAnyOtherCertificateIsAskedFor() throws Exception {
    Evidence evidence = Simulated.upToDate();
    byte[] sound = rootOf(evidence).encoded();
    TrustAnchor anchor = Simulated.anchor(evidence);
    int compared = 0;
    for (int at = 0; at < sound.length; at++) {
      byte[] changed = sound.clone();
      changed[at] ^= 1;
      X509Cert other;
      try {
        other = X509Cert.parse(changed);
      } catch (PkiFormatException e) {
        continue;
      }
      assertEquals(other.publicKey().isPresent() ? 1 : 0, askedOfTheEngine(anchor, other));
      EcdsaP256 engine = EcdsaP256.bouncyCastle();
      assertEquals(other.isSignedBy(other, engine), anchor.isSelfSigned(other, engine));
      compared++;
    }
    assertTrue(compared > sound.length / 4, compared + " can be parsed");
  }

  @Test
  void aRootThatIsNotSignedByItselfIsNotKnown() throws Exception {
    Certs spoilt = Certs.named("CN=a", "CN=a").publicKey(new TestKey().point());
    TrustAnchor anchor = TrustAnchor.of(ascii(spoilt.pem()));
    assertEquals(1, askedOfTheEngine(anchor, spoilt.parse()));
    assertFalse(anchor.isSelfSigned(spoilt.parse(), EcdsaP256.bouncyCastle()));
  }

  /** Of the root that Intel's platforms carry, wherever there are quotes of real ones. */
  @Test
  void intelsRootIsKnownAndIsSignedByItself() throws Exception {
    TrustAnchor anchor = TrustAnchor.intelSgxRootCa();
    List<X509Cert> known = new ArrayList<>();
    for (byte[] chain : Published.quoteChains()) {
      for (PemCertificate certificate : PemCertificate.list(ByteBuffer.wrap(chain))) {
        certificate
            .certificate()
            .filter(anchor::matches)
            .filter(root -> root.isSelfIssued() && askedOfTheEngine(anchor, root) == 0)
            .ifPresent(known::add);
      }
    }
    assumeFalse(known.isEmpty(), "no quote of a real platform is here");
    for (X509Cert root : known) {
      assertTrue(root.isSignedBy(root, EcdsaP256.bouncyCastle()));
    }
  }

  @Test
  void oneCertificateIsOneAnchor() {
    String root = Simulated.upToDate().rootPem();
    assertTrue(refusal(root + root).contains("2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\0", "garbage", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n"})
  void garbageIsRefused(String pem) {
    assertTrue(refusal(pem).contains("root"));
  }

  /** What a certificate says besides does not make another anchor. */
  @Test
  void anAnchorIsItsKey() throws Exception {
    byte[] key = new TestKey().point();
    TrustAnchor anchor = anchor("CN=a", key);
    TrustAnchor same = anchor("CN=b", key);
    TrustAnchor other = anchor("CN=a", new TestKey().point());
    assertEquals(anchor, same);
    assertEquals(anchor.hashCode(), same.hashCode());
    assertEquals(anchor.sha256(), same.sha256());
    assertNotEquals(anchor, other);
    assertNotEquals(anchor.hashCode(), other.hashCode());
    assertNotEquals(anchor, (Object) key);
    assertEquals(anchor.name(), anchor.toString());
  }

  private static TrustAnchor anchor(String name, byte[] key) {
    return TrustAnchor.of(ascii(Certs.named(name, name).publicKey(key).pem()));
  }

  /** Under any other key nothing is said of Intel's hardware, whatever the root is called. */
  @Test
  void onlyIntelsKeyIsIntels() throws Exception {
    String name = "CN=Intel SGX Root CA";
    assertFalse(anchor(name, new TestKey().point()).isIntel());
    TrustAnchor intels = anchor("CN=a", HexFormat.of().parseHex("04" + INTEL));
    assertTrue(intels.isIntel());
    assertEquals("Intel SGX Root CA", intels.toString());
    assertEquals(TrustAnchor.intelSgxRootCa(), intels);
  }
}
