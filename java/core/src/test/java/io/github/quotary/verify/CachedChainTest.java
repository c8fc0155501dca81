package io.github.quotary.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.fault.CrlFault;
import io.github.quotary.simulator.fault.Fault;
import io.github.quotary.simulator.fault.Variation;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A cached PCK chain speaks for its own bytes, under the collateral that it was proved under. */
class CachedChainTest {
  private static final Simulator SIMULATOR = Simulator.seeded(3);
  private static final Evidence GOOD = SIMULATOR.evidence(Scenario.upToDate());

  /** The same PCK certificate, but a quoting enclave with a new key. */
  private static final Evidence REKEYED =
      SIMULATOR.evidence(
          Scenario.upToDate()
              .withQuotingEnclave(e -> e.withAttestationKey("new").withQuoteKey("new")));

  private static final Collateral COLLATERAL = Simulated.collateral(GOOD);

  private final Verifier verifier = verifier(GOOD, CacheLimits.standard());

  private static Verifier verifier(Evidence evidence, CacheLimits limits) {
    return Verifier.builder()
        .policy(QuotePolicy.builder().waiveIdentity().build())
        .trustAnchor(TrustAnchor.of(evidence.rootPem().getBytes(StandardCharsets.US_ASCII)))
        .cache(limits)
        .build();
  }

  private static VerificationResult verify(Verifier by, byte[] quote, Collateral collateral) {
    return by.verify(ByteBuffer.wrap(quote), collateral, GOOD.at());
  }

  private VerificationResult verify(byte[] quote, Collateral collateral) {
    return verify(verifier, quote, collateral);
  }

  @Test
  void anotherQuotingEnclaveOfTheHostFindsTheChain() {
    assertTrue(verify(GOOD.quote(), COLLATERAL).isTrusted());
    long hits = verifier.chainCounters().hits();
    assertTrue(verify(REKEYED.quote(), COLLATERAL).isTrusted());
    assertTrue(verifier.chainCounters().hits() > hits);
    assertEquals(1, verifier.chainCounters().entries());
    assertEquals(2, verifier.platformCounters().entries());
  }

  @ParameterizedTest
  @EnumSource(
      value = CrlFault.class,
      names = {"PCK_REVOKED", "INTERMEDIATE_REVOKED", "TCB_SIGNER_REVOKED"})
  void aRevocationCountsAtOnce(Fault fault) {
    assertTrue(verify(GOOD.quote(), COLLATERAL).isTrusted());
    Evidence revoked = Variation.evidence(SIMULATOR, Scenario.upToDate(), fault);
    Collateral revoking = Simulated.collateral(revoked);
    for (int round = 0; round < 2; round++) {
      assertInstanceOf(Rejected.class, verify(GOOD.quote(), revoking));
      assertInstanceOf(Rejected.class, verify(REKEYED.quote(), revoking));
    }
    assertTrue(verify(REKEYED.quote(), COLLATERAL).isTrusted(), "the old lists do not know of it");
    assertInstanceOf(Rejected.class, verify(REKEYED.quote(), revoking));
  }

  /** Good under both, in turn: what was proved under the one is proved again under the other. */
  @Test
  void otherCollateralIsNotCovered() {
    Evidence expired =
        SIMULATOR.evidence(
            Scenario.upToDate()
                .withTcbInfo(
                    info ->
                        info.mapLevels(
                            level ->
                                level.status().equals("UpToDate")
                                    ? level.withStatus("OutOfDate")
                                    : level)));
    Collateral stricter = Simulated.collateral(expired);
    for (int round = 0; round < 3; round++) {
      assertEquals("UP_TO_DATE", Simulated.words(verify(GOOD.quote(), COLLATERAL)));
      assertEquals("OUT_OF_DATE", Simulated.words(verify(REKEYED.quote(), stricter)));
    }
  }

  @Test
  void anExpiredWindowIsSeenOnEveryCall() {
    Verifier chainsOnly = verifier(GOOD, CacheLimits.withoutPlatforms());
    assertTrue(verify(chainsOnly, GOOD.quote(), COLLATERAL).isTrusted());
    Verified late =
        assertInstanceOf(
            Verified.class,
            chainsOnly.verify(
                ByteBuffer.wrap(REKEYED.quote()), COLLATERAL, GOOD.at().plus(Duration.ofDays(60))));
    assertTrue(late.expired());
    assertEquals(0, chainsOnly.platformCounters().entries());
  }

  @Test
  void everyChangedByteOfTheQuoteIsSeen() {
    Verifier chainsOnly = verifier(GOOD, CacheLimits.withoutPlatforms());
    Verifier fresh = verifier(GOOD, CacheLimits.none());
    assertTrue(verify(chainsOnly, GOOD.quote(), COLLATERAL).isTrusted());
    for (int i = 1; i < GOOD.quote().length; i += 11) {
      byte[] changed = GOOD.quote();
      changed[i] ^= 1;
      VerificationResult cached = verify(chainsOnly, changed, COLLATERAL);
      VerificationResult anew = verify(fresh, changed, COLLATERAL);
      assertEquals(Simulated.words(anew), Simulated.words(cached), "byte " + i);
    }
  }

  @Test
  void chainsAreBoundedByNumberAndBytes() {
    Verifier small = verifier(GOOD, new CacheLimits(4, 16, 0, 40_000));
    for (int i = 0; i < 40; i++) {
      String ppid = String.format("%032x", i);
      Evidence host = SIMULATOR.evidence(Scenario.upToDate().withPlatform(p -> p.withPpid(ppid)));
      assertTrue(verify(small, host.quote(), COLLATERAL).isTrusted());
    }
    CacheCounters counters = small.chainCounters();
    assertTrue(counters.entries() <= 16, counters.toString());
    assertTrue(counters.bytes() <= 40_000, counters.toString());
    assertTrue(counters.evictions() > 0, counters.toString());
  }

  /** Platforms hold on to their collateral; when that gives way, they go. */
  @Test
  void whatWasProvedUnderCollateralGoesWithIt() {
    Verifier narrow = verifier(GOOD, new CacheLimits(1, 16, 16, 1 << 20));
    assertTrue(verify(narrow, GOOD.quote(), COLLATERAL).isTrusted());
    Evidence other =
        SIMULATOR.evidence(
            Scenario.upToDate()
                .withPki(p -> p.withPckCrl(p.pckCrl().revoking(java.math.BigInteger.TEN))));
    assertTrue(verify(narrow, REKEYED.quote(), Simulated.collateral(other)).isTrusted());
    assertEquals(1, narrow.platformCounters().entries());
    assertEquals(1, narrow.platformCounters().evictions());
    for (int round = 0; round < 3; round++) {
      assertTrue(verify(narrow, GOOD.quote(), COLLATERAL).isTrusted());
      assertTrue(verify(narrow, GOOD.quote(), Simulated.collateral(other)).isTrusted());
    }
    assertEquals(1, narrow.platformCounters().entries());
  }

  /** The collateral of a known chain is asked for by what the chain says, not by what it said. */
  @Test
  void aSourceIsAskedForTheQuotesOwnPlatform() {
    Verifier sourced =
        Verifier.builder()
            .policy(QuotePolicy.builder().waiveIdentity().build())
            .trustAnchor(TrustAnchor.of(GOOD.rootPem().getBytes(StandardCharsets.US_ASCII)))
            .collateralSource(
                key ->
                    key.fmspc().toString().equals("00906ed50000")
                        ? new CollateralSource.Lookup.Unavailable("unknown", false)
                        : new CollateralSource.Lookup.Found(COLLATERAL))
            .build();
    Evidence other =
        SIMULATOR.evidence(Scenario.upToDate().withPlatform(p -> p.withFmspc("00906ed50000")));
    for (int round = 0; round < 2; round++) {
      assertTrue(sourced.verify(ByteBuffer.wrap(GOOD.quote()), GOOD.at()).isTrusted());
      assertEquals(
          "UNDECIDED", Simulated.words(sourced.verify(ByteBuffer.wrap(other.quote()), GOOD.at())));
    }
    assertTrue(sourced.chainCounters().hits() > 0);
  }

  @Test
  void anotherAnchorStartsAfresh() {
    assertTrue(verify(GOOD.quote(), COLLATERAL).isTrusted());
    VerificationResult result = verify(Verifier.builder().build(), GOOD.quote(), COLLATERAL);
    assertEquals(RejectReason.ROOT_KEY_NOT_TRUSTED, ((Rejected) result).reason());
  }
}
