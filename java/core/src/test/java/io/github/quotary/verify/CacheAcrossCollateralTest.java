package io.github.quotary.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.VerificationResult.Rejected;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/**
 * Two platforms and two sets of collateral, all of them good and cached: what is cached of the one
 * must not speak for the other.
 */
class CacheAcrossCollateralTest {
  private static final Scenario SOUND = Scenario.upToDate();
  private static final Evidence ONE = Simulated.evidence(withSerial(SOUND, 1));
  private static final Evidence OTHER = Simulated.evidence(withSerial(SOUND, 2));
  private static final Collateral COLLATERAL = Simulated.collateral(ONE);

  private final Verifier verifier = Simulated.verifier(ONE).build();

  private static Scenario withSerial(Scenario scenario, long serial) {
    return scenario.withPki(p -> p.withPck(p.pck().withSerial(BigInteger.valueOf(serial))));
  }

  private static Collateral revoking(long serial) {
    return Simulated.collateral(
        Simulated.evidence(
            SOUND.withPki(p -> p.withPckCrl(p.pckCrl().revoking(BigInteger.valueOf(serial))))));
  }

  private VerificationResult verify(Evidence evidence, Collateral collateral) {
    return verifier.verify(ByteBuffer.wrap(evidence.quote()), collateral, evidence.at());
  }

  private static RejectReason reason(VerificationResult result) {
    assertTrue(result instanceof Rejected, Simulated.words(result));
    return ((Rejected) result).reason();
  }

  /** Its issuers are known to be good under this collateral; the platform itself is not. */
  @Test
  void aRevokedPlatformIsNotCoveredByItsNeighbour() {
    Collateral revokingOther = revoking(2);
    assertTrue(verify(ONE, revokingOther).isTrusted());
    assertEquals(RejectReason.PCK_CHAIN_PCK_REVOKED, reason(verify(OTHER, revokingOther)));
    assertTrue(verify(ONE, revokingOther).isTrusted());
  }

  /** The platform is known to be good, and the collateral, but not together. */
  @Test
  void aPlatformIsKnownUnderItsOwnCollateralOnly() {
    Collateral revokingOne = revoking(1);
    assertTrue(verify(ONE, COLLATERAL).isTrusted());
    assertTrue(verify(OTHER, revokingOne).isTrusted());
    assertEquals(RejectReason.PCK_CHAIN_PCK_REVOKED, reason(verify(ONE, revokingOne)));
    assertTrue(verify(ONE, COLLATERAL).isTrusted());
  }

  @Test
  void aTcbIsThatOfTheCollateralOfTheCall() {
    Collateral stricter =
        Simulated.collateral(
            Simulated.evidence(
                SOUND.withTcbInfo(
                    info ->
                        info.mapLevels(
                            level ->
                                level.status().equals("UpToDate")
                                    ? level.withStatus("OutOfDate")
                                    : level))));
    assertTrue(verify(ONE, COLLATERAL).isTrusted());
    assertEquals("OUT_OF_DATE", Simulated.words(verify(OTHER, stricter)));
    assertEquals("OUT_OF_DATE", Simulated.words(verify(ONE, stricter)));
    assertEquals("UP_TO_DATE", Simulated.words(verify(ONE, COLLATERAL)));
  }

  /** The same enclave, key and certificates behind a quote of the other TEE. */
  @Test
  void aPlatformIsKnownForItsOwnTeeOnly() {
    Evidence sgx = Simulated.evidence(SOUND.withQuote(q -> q.withShape(QuoteShape.V4_SGX)));
    Evidence tdx = Simulated.evidence(SOUND);
    assertTrue(verify(tdx, Simulated.collateral(tdx)).isTrusted());
    assertEquals(Simulated.collateral(tdx), Simulated.collateral(sgx));
    assertEquals(RejectReason.TCB_INFO_MISMATCH, reason(verify(sgx, Simulated.collateral(tdx))));
  }

  /** Two TDs of one platform: what was evaluated for the one's SVNs is not the other's. */
  @Test
  void aTcbIsThatOfBothSvnsOfTheTd() {
    Scenario sound = Scenario.upToDate(QuoteShape.V5_TDX_15);
    Evidence good = Simulated.evidence(sound);
    Collateral collateral = Simulated.collateral(good);
    String oldLoader = "060103" + "00".repeat(13);
    for (TdField svn : new TdField[] {TdField.TEE_TCB_SVN2, TdField.TEE_TCB_SVN}) {
      assertTrue(verify(good, collateral).isTrusted());
      Evidence old = Simulated.evidence(sound.withTd(td -> td.with(svn, oldLoader)));
      assertEquals(collateral, Simulated.collateral(old));
      assertEquals(RejectReason.TCB_NOT_SUPPORTED, reason(verify(old, collateral)), svn.name());
    }
  }

  @Test
  void theTwoPlatformsAreDifferent() {
    assertEquals(COLLATERAL, Simulated.collateral(OTHER));
    assertNotEquals(COLLATERAL, revoking(1));
    assertNotEquals(revoking(1), revoking(2));
  }
}
