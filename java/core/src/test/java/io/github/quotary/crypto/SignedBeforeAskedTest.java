package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.fixture.Hosts;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.fixture.StrangePlatforms;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.status.CheckResult;
import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.BatchQuote;
import io.github.quotary.verify.BatchVerifier;
import io.github.quotary.verify.CacheLimits;
import io.github.quotary.verify.FullReport;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A source of collateral is asked only for platforms whose chain Intel has signed, whichever way a
 * quote takes; and what was verified to find that out is not verified again.
 */
class SignedBeforeAskedTest {
  private static final Evidence GOOD = Simulated.upToDate();
  private static final Collateral COLLATERAL = Simulated.collateral(GOOD);

  /** Signatures of collateral and CA; the root is known to have signed itself. */
  private static final int INTELS = 6;

  private static final int HOSTS_OWN = 3;

  private final List<CollateralKey> asked = new ArrayList<>();
  private final Counting engine = new Counting();

  /** Counts signatures. */
  private static final class Counting extends EcdsaP256 {
    int signatures;

    @Override
    public String name() {
      return "counting";
    }

    @Override
    boolean gainsByBatches() {
      return true;
    }

    @Override
    public void verifyAll(P256Batch batch) {
      signatures += batch.size();
      bouncyCastle().verifyAll(batch);
    }

    @Override
    boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature) {
      signatures++;
      return bouncyCastle().verifyInRange(key, digest, signature);
    }
  }

  private Verifier verifier(CacheLimits limits) {
    CollateralSource source =
        key -> {
          asked.add(key);
          return new CollateralSource.Lookup.Found(COLLATERAL);
        };
    return Simulated.verifier(GOOD).engine(engine).cache(limits).collateralSource(source).build();
  }

  private static List<VerificationResult> everyWay(Verifier verifier, byte[] quote) {
    ByteBuffer bytes = ByteBuffer.wrap(quote);
    List<VerificationResult> results = new ArrayList<>();
    results.add(verifier.verify(bytes, GOOD.at()));
    results.add(verifier.verifyInPlace(bytes, GOOD.at()));
    results.add(verifier.report(bytes, GOOD.at()).result());
    results.addAll(chunk(verifier, List.of(quote, quote)));
    return results;
  }

  private static List<VerificationResult> chunk(Verifier verifier, List<byte[]> quotes) {
    List<VerificationResult> results = new ArrayList<>();
    BatchVerifier.builder(verifier)
        .build()
        .verify(
            quotes.stream().map(q -> BatchQuote.of(ByteBuffer.wrap(q), GOOD.at())).toList(),
            (index, quote, result) -> results.add(result));
    return results;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStrangersPlatformIsNotAskedFor(boolean isCached) {
    Verifier verifier = verifier(isCached ? CacheLimits.standard() : CacheLimits.none());
    for (int number = 1; number <= 3; number++) {
      byte[] forged = StrangePlatforms.quote(number);
      for (VerificationResult result : everyWay(verifier, forged)) {
        assertEquals(
            RejectReason.PCK_CHAIN_PCK_INVALID_ISSUER,
            assertInstanceOf(Rejected.class, result).reason());
      }
      assertTrue(verifier.platform(ByteBuffer.wrap(forged)).isEmpty());
    }
    assertEquals(List.of(), asked);
    assertTrue(verifier.verify(ByteBuffer.wrap(GOOD.quote()), GOOD.at()).isTrusted());
    assertEquals(1, asked.size());
    assertEquals(asked.get(0), verifier.platform(ByteBuffer.wrap(GOOD.quote())).orElseThrow());
  }

  /** What is already known of the chain is told; what would need collateral is not. */
  @Test
  void theFullReportTellsTheChainsChecks() {
    FullReport report =
        verifier(CacheLimits.standard())
            .report(ByteBuffer.wrap(StrangePlatforms.quote(1)), GOOD.at());
    assertEquals(
        List.of(RejectReason.PCK_CHAIN_PCK_INVALID_ISSUER),
        report.checks().stream()
            .filter(check -> check.state() == CheckResult.State.FAILED)
            .map(CheckResult::check)
            .toList());
    assertEquals(
        CheckResult.State.NOT_EVALUATED,
        report.checks().stream()
            .filter(check -> check.check() == RejectReason.PCK_CHAIN_PCK_REVOKED)
            .findFirst()
            .orElseThrow()
            .state());
  }

  @Test
  void asManySignaturesAreVerifiedAsWithCollateralThatIsGiven() {
    Verifier verifier = verifier(CacheLimits.standard());
    assertVerified(verifier.verify(ByteBuffer.wrap(Hosts.quote(1, 1)), GOOD.at()));
    assertEquals(INTELS + HOSTS_OWN, engine.signatures);
    assertVerified(verifier.verify(ByteBuffer.wrap(Hosts.quote(2, 1)), GOOD.at()));
    assertEquals(INTELS + 2 * HOSTS_OWN, engine.signatures);
    assertVerified(verifier.verifyInPlace(ByteBuffer.wrap(Hosts.quote(3, 1)), GOOD.at()));
    assertEquals(INTELS + 3 * HOSTS_OWN, engine.signatures);
    assertVerified(verifier.verify(ByteBuffer.wrap(Hosts.quote(1, 2)), GOOD.at()));
    assertEquals(INTELS + 3 * HOSTS_OWN + 1, engine.signatures);
  }

  @Test
  void alsoInAChunkAndWithoutACache() {
    List<byte[]> quotes = new ArrayList<>();
    for (int host = 1; host <= 4; host++) {
      quotes.add(Hosts.quote(host, 1));
    }
    chunk(verifier(CacheLimits.standard()), quotes).forEach(SignedBeforeAskedTest::assertVerified);
    assertEquals(INTELS + 4 * HOSTS_OWN, engine.signatures);
    engine.signatures = 0;
    assertVerified(
        verifier(CacheLimits.none()).verify(ByteBuffer.wrap(Hosts.quote(1, 1)), GOOD.at()));
    assertEquals(INTELS + HOSTS_OWN, engine.signatures);
  }

  /** Once the CAs are known, a stranger costs one signature. */
  @Test
  void aStrangersQuoteCostsOneSignature() {
    Verifier verifier = verifier(CacheLimits.standard());
    assertVerified(verifier.verify(ByteBuffer.wrap(GOOD.quote()), GOOD.at()));
    int before = engine.signatures;
    assertFalse(verifier.verify(ByteBuffer.wrap(StrangePlatforms.quote(7)), GOOD.at()).isTrusted());
    assertEquals(before + 1, engine.signatures);
  }

  /** Collateral that is fixed costs nobody anything: the order of reasons is that of given one. */
  @Test
  void aFixedSourceDecidesAsCollateralThatIsGiven() {
    Collateral broken = Simulated.collateralBuilder(GOOD).tcbInfo(new byte[] {'{'}).build();
    ByteBuffer forged = ByteBuffer.wrap(StrangePlatforms.quote(1));
    Verifier fixed = Simulated.verifier(GOOD).collateralSource(CollateralSource.of(broken)).build();
    Rejected given = (Rejected) fixed.verify(forged, broken, GOOD.at());
    assertEquals(RejectReason.TCB_INFO_UNSUPPORTED_FORMAT, given.reason());
    assertEquals(given.reason(), ((Rejected) fixed.verify(forged, GOOD.at())).reason());
    assertEquals(given.reason(), ((Rejected) fixed.verifyInPlace(forged, GOOD.at())).reason());
  }

  private static void assertVerified(VerificationResult result) {
    assertInstanceOf(Verified.class, result);
  }
}
