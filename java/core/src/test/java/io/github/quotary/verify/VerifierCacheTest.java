package io.github.quotary.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.fault.ChainFault;
import io.github.quotary.simulator.fault.CrlFault;
import io.github.quotary.simulator.fault.Fault;
import io.github.quotary.simulator.fault.Variation;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a verifier caches never outlives what it was proved from. */
class VerifierCacheTest {
  private static final Simulator SIMULATOR = Simulator.seeded(3);
  private static final Evidence GOOD = SIMULATOR.evidence(Scenario.upToDate());
  private static final Instant AT = GOOD.at();

  private final Collateral collateral = Simulated.collateral(GOOD);
  private final Verifier verifier = verifier(GOOD);

  private static Verifier verifier(Evidence evidence) {
    return Verifier.builder()
        .policy(QuotePolicy.builder().waiveIdentity().build())
        .trustAnchor(TrustAnchor.of(evidence.rootPem().getBytes(StandardCharsets.US_ASCII)))
        .build();
  }

  private VerificationResult verify(byte[] quote) {
    return verifier.verify(ByteBuffer.wrap(quote), collateral, AT);
  }

  private void cacheTheGoodPlatform() {
    assertTrue(verify(GOOD.quote()).isTrusted());
  }

  @ParameterizedTest
  @EnumSource
  void aCachedPlatformGivesTheSameVerdict(QuoteShape shape) {
    Evidence evidence = SIMULATOR.evidence(Scenario.upToDate(shape));
    Collateral statements = Simulated.collateral(evidence);
    VerificationResult first =
        verifier.verify(ByteBuffer.wrap(evidence.quote()), statements, evidence.at());
    long hits = verifier.platformCounters().hits();
    VerificationResult second =
        verifier.verify(ByteBuffer.wrap(evidence.quote()), statements, evidence.at());
    assertEquals(hits + 1, verifier.platformCounters().hits());
    Verified expected = assertInstanceOf(Verified.class, first);
    Verified cached = assertInstanceOf(Verified.class, second);
    assertTrue(cached.isTrusted());
    assertEquals(expected.tcb(), cached.tcb());
    assertEquals(expected.validity(), cached.validity());
  }

  @Test
  void equalCollateralIsRecognisedInAnotherObject() {
    cacheTheGoodPlatform();
    Collateral same = Simulated.collateral(GOOD);
    assertTrue(verifier.verify(ByteBuffer.wrap(GOOD.quote()), same, AT).isTrusted());
    assertEquals(1, verifier.platformCounters().hits());
  }

  @ParameterizedTest
  @EnumSource(
      value = CrlFault.class,
      names = {"PCK_REVOKED", "INTERMEDIATE_REVOKED", "TCB_SIGNER_REVOKED"})
  void aRevocationCountsAtOnce(Fault fault) {
    cacheTheGoodPlatform();
    Evidence revoked = Variation.evidence(SIMULATOR, Scenario.upToDate(), fault);
    VerificationResult result =
        verifier.verify(ByteBuffer.wrap(GOOD.quote()), Simulated.collateral(revoked), AT);
    assertInstanceOf(Rejected.class, result);
    assertTrue(verify(GOOD.quote()).isTrusted(), "the old collateral does not know of it");
  }

  @Test
  void timeIsLookedAtOnEveryCall() {
    cacheTheGoodPlatform();
    Instant afterNextUpdate = AT.plus(Duration.ofDays(60));
    Verified late =
        assertInstanceOf(
            Verified.class,
            verifier.verify(ByteBuffer.wrap(GOOD.quote()), collateral, afterNextUpdate));
    assertTrue(late.expired());
    assertFalse(late.isTrusted());
    Instant beforeThisUpdate = AT.minus(Duration.ofDays(60));
    assertFalse(
        verifier.verify(ByteBuffer.wrap(GOOD.quote()), collateral, beforeThisUpdate).isTrusted());
    assertTrue(verify(GOOD.quote()).isTrusted());
  }

  @Test
  void anotherAnchorStartsAfresh() {
    cacheTheGoodPlatform();
    Rejected rejected =
        assertInstanceOf(
            Rejected.class,
            Verifier.builder().build().verify(ByteBuffer.wrap(GOOD.quote()), collateral, AT));
    assertEquals(RejectReason.ROOT_KEY_NOT_TRUSTED, rejected.reason());
  }

  @Test
  void everyChangedByteOfTheQuoteIsSeen() {
    Verifier fresh =
        Verifier.builder()
            .policy(QuotePolicy.builder().waiveIdentity().build())
            .trustAnchor(TrustAnchor.of(GOOD.rootPem().getBytes(StandardCharsets.US_ASCII)))
            .cache(CacheLimits.none())
            .build();
    cacheTheGoodPlatform();
    for (int i = 0; i < GOOD.quote().length; i += 7) {
      byte[] changed = GOOD.quote();
      changed[i] ^= 1;
      VerificationResult cached = verify(changed);
      VerificationResult anew = fresh.verify(ByteBuffer.wrap(changed), collateral, AT);
      assertEquals(anew.getClass(), cached.getClass(), "byte " + i);
      if (anew instanceof Rejected expected) {
        assertEquals(expected.rejection(), ((Rejected) cached).rejection(), "byte " + i);
      }
    }
  }

  @Test
  void failuresAreNotKept() {
    Evidence bad = Variation.evidence(SIMULATOR, Scenario.upToDate(), ChainFault.ROGUE_EVERYTHING);
    Collateral statements = Simulated.collateral(bad);
    for (int i = 0; i < 2; i++) {
      assertInstanceOf(
          Rejected.class, verifier.verify(ByteBuffer.wrap(bad.quote()), statements, AT));
    }
    assertEquals(0, verifier.platformCounters().entries());
  }

  @Test
  void platformsAreBoundedByNumberAndBytes() {
    CacheLimits limits = new CacheLimits(100, 16, 16, 60_000);
    Verifier small =
        Verifier.builder()
            .policy(QuotePolicy.builder().waiveIdentity().build())
            .trustAnchor(TrustAnchor.of(GOOD.rootPem().getBytes(StandardCharsets.US_ASCII)))
            .cache(limits)
            .build();
    for (int i = 0; i < 40; i++) {
      String ppid = String.format("%032x", i);
      Evidence host = SIMULATOR.evidence(Scenario.upToDate().withPlatform(p -> p.withPpid(ppid)));
      assertTrue(
          small.verify(ByteBuffer.wrap(host.quote()), Simulated.collateral(host), AT).isTrusted());
    }
    CacheCounters counters = small.platformCounters();
    assertTrue(counters.entries() <= 16, counters.toString());
    assertTrue(counters.bytes() <= 60_000, counters.toString());
    assertTrue(counters.evictions() > 0, counters.toString());
  }

  @Test
  void limitsMustMakeSense() {
    assertThrows(IllegalArgumentException.class, () -> new CacheLimits(-1, 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new CacheLimits(0, 0, 1, 1));
  }
}
