package io.github.quotary.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Batch;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.quote.Quote;
import io.github.quotary.simulator.Evidence;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which signatures of a quote's chain are asked of an engine, and by which keys. */
class ChainSignaturesTest {
  private static final Evidence EVIDENCE = Simulated.upToDate();

  private static PckChain chain() throws PkiFormatException {
    return PckChain.parse(
        Quote.copyOf(EVIDENCE.quote()).signatureData().certificationData().data());
  }

  private static P256Batch all(PckChain chain, TrustAnchor anchor) {
    P256Batch batch = new P256Batch(4);
    chain.addSignaturesTo(batch, anchor);
    EcdsaP256.bouncyCastle().verifyAll(batch);
    return batch;
  }

  private static P256Batch ofPck(PckChain chain) {
    P256Batch batch = new P256Batch(4);
    chain.addPckSignatureTo(batch);
    EcdsaP256.bouncyCastle().verifyAll(batch);
    return batch;
  }

  private static boolean areVerified(P256Batch batch) {
    return IntStream.range(0, batch.size()).allMatch(batch::isVerified);
  }

  @Test
  void theThreeOfASoundChainAreVerified() throws PkiFormatException {
    P256Batch batch = all(chain(), TrustAnchor.intelSgxRootCa());
    assertEquals(3, batch.size());
    assertTrue(areVerified(batch));
    P256Batch known = all(chain(), Simulated.anchor(EVIDENCE));
    assertEquals(2, known.size(), "the anchor knows that its root is signed by itself");
    assertTrue(areVerified(known));
    P256Batch pck = ofPck(chain());
    assertEquals(1, pck.size());
    assertTrue(areVerified(pck));
  }

  @Test
  void aPckCertificateThatIsNotTheCasIsNotVerified() throws Exception {
    byte[] key = new TestKey().point();
    Certs root = Certs.named("CN=Root", "CN=Root").publicKey(key);
    Certs ca = Certs.named("CN=Some CA", "CN=Root").publicKey(key);
    Certs leaf = Certs.named("CN=Leaf", "CN=Some CA");
    Certs pck = Certs.named("CN=Intel SGX PCK Certificate", "CN=Some CA");
    PckChain forged = parse(root, ca, new SgxExtensionWriter().addedTo(pck));
    P256Batch batch = all(forged, TrustAnchor.intelSgxRootCa());
    assertEquals(3, batch.size());
    assertFalse(IntStream.range(0, 3).anyMatch(batch::isVerified));
    assertFalse(ofPck(forged).isVerified(0));
    assertEquals(0, ofPck(parse(root, ca, leaf)).size(), "none is named a PCK certificate");
  }

  @Test
  void ofAChainWithoutRootOrCaNothingIsAsked() throws Exception {
    byte[] key = new TestKey().point();
    Certs root = Certs.named("CN=Root", "CN=Root").publicKey(key);
    Certs ca = Certs.named("CN=Some CA", "CN=Root").publicKey(key);
    Certs pck =
        new SgxExtensionWriter()
            .addedTo(Certs.named("CN=Intel SGX PCK Certificate", "CN=Some CA").publicKey(key));
    TrustAnchor anchor = TrustAnchor.intelSgxRootCa();
    assertEquals(0, all(parse(ca, ca, pck), anchor).size());
    assertEquals(0, all(parse(root, root, pck), anchor).size());
    assertEquals(0, ofPck(parse(root, root, pck)).size());
  }

  private static PckChain parse(Certs... certificates) throws PkiFormatException {
    return PckChain.parse(Certs.pem(certificates));
  }
}
