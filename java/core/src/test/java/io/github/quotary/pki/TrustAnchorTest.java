package io.github.quotary.pki;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.fixture.Simulated;
import java.util.HexFormat;
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
}
