package io.github.quotary.tls.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.policy.PolicyField;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.tls.laboratory.MovableClock;
import io.github.quotary.tls.laboratory.SimulatedTd;
import io.github.quotary.tls.laboratory.TestCertificate;
import io.github.quotary.tls.peer.PeerFault.Reason;
import io.github.quotary.verify.Verifier;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How long a verdict is used, and how many are remembered. */
class VerdictLifeTest {
  private static final SimulatedTd TD = SimulatedTd.sound();
  private static final Instant EXPIRY = Instant.parse("2026-07-01T00:00:00Z");

  private final MovableClock clock = new MovableClock(SimulatedTd.AT);
  private final AtomicInteger verified = new AtomicInteger();

  private Verifier verifier(QuotePolicy policy) {
    return TD.verifierBuilder()
        .policy(policy)
        .listener((result, nanos) -> verified.incrementAndGet(), () -> 0)
        .build();
  }

  private PeerJudge judge(PeerLimits limits) {
    return new PeerJudge(verifier(TD.policy()), clock, limits);
  }

  private static Certificate[] chain() {
    TestCertificate certificate =
        TestCertificate.ofNewKey().valid(SimulatedTd.AT.minusSeconds(60), EXPIRY.plusSeconds(60));
    return new Certificate[] {
      certificate
          .with("1.2.840.113741.1337.6", TD.bytes(certificate.gramineReportData()))
          .certificate()
    };
  }

  private static AttestedPeer accepted(PeerJudge judge, Certificate[] chain) {
    return judge.judge(chain, PeerRole.SERVER).peer().orElseThrow();
  }

  @Test
  void aVerdictIsUsedForItsTimeToLive() {
    PeerJudge judge = judge(PeerLimits.standard().withTimeToLive(Duration.ofMinutes(10)));
    Certificate[] chain = chain();
    AttestedPeer first = accepted(judge, chain);
    assertEquals(SimulatedTd.AT.plus(Duration.ofMinutes(10)), first.validUntil());
    clock.move(Duration.ofMinutes(10).minusMillis(1));
    assertSame(first, accepted(judge, chain));
    clock.move(Duration.ofMillis(1));
    assertFalse(first.isValidAt(clock.instant()));
    assertEquals(clock.instant(), accepted(judge, chain).verifiedAt());
    assertEquals(2, verified.get());
  }

  @Test
  void aVerdictEndsWithItsCollateral() {
    PeerJudge judge = judge(PeerLimits.standard());
    clock.move(Duration.between(SimulatedTd.AT, EXPIRY.minusSeconds(30)));
    Certificate[] chain = chain();
    assertEquals(EXPIRY, accepted(judge, chain).validUntil());
    clock.move(Duration.ofSeconds(31));
    PeerFault fault = judge.judge(chain, PeerRole.SERVER).fault().orElseThrow();
    assertEquals(Reason.POLICY, fault.reason());
    assertEquals(0, judge.cached(), "who is refused is forgotten");
  }

  /** Who accepts expired collateral has a verdict of the time to live, too. */
  @Test
  void expiredCollateralThatIsAcceptedDoesNotEndAgain() {
    QuotePolicy policy =
        QuotePolicy.builder()
            .accept(PolicyField.MR_TD, TD.mrTd())
            .expiredGrace(Duration.ofDays(7))
            .build();
    PeerJudge judge = new PeerJudge(verifier(policy), clock, PeerLimits.standard());
    clock.move(Duration.between(SimulatedTd.AT, EXPIRY.plusSeconds(30)));
    assertEquals(clock.instant().plus(Duration.ofHours(1)), accepted(judge, chain()).validUntil());
  }

  @Test
  void aClockThatGoesBackMakesTheVerdictAnew() {
    PeerJudge judge = judge(PeerLimits.standard());
    Certificate[] chain = chain();
    accepted(judge, chain);
    clock.move(Duration.ofSeconds(-10));
    assertEquals(clock.instant(), accepted(judge, chain).verifiedAt());
  }

  @Test
  void theCacheForgetsWhoWasNotSeenForLongest() {
    PeerJudge judge = judge(PeerLimits.standard().withCachedVerdicts(2));
    Certificate[] first = chain();
    Certificate[] second = chain();
    accepted(judge, first);
    accepted(judge, second);
    accepted(judge, first);
    accepted(judge, chain());
    assertEquals(2, judge.cached());
    assertTrue(judge.known(first[0]).isPresent());
    assertFalse(judge.known(second[0]).isPresent());
  }

  /** The key is the whole certificate: the same evidence in another one is verified anew. */
  @Test
  void anotherCertificateOfTheSameKeyIsAnotherPeer() {
    PeerJudge judge = judge(PeerLimits.standard());
    byte[] quote = TD.bytes(TestCertificate.create().gramineReportData());
    for (int days = 1; days <= 2; days++) {
      accepted(
          judge,
          new Certificate[] {
            TestCertificate.create()
                .valid(SimulatedTd.AT, SimulatedTd.AT.plus(Duration.ofDays(days)))
                .with("1.2.840.113741.1337.6", quote)
                .certificate()
          });
    }
    assertEquals(2, judge.cached());
    assertEquals(2, verified.get());
  }

  @Test
  void limitsAreBounded() {
    PeerLimits standard = PeerLimits.standard();
    assertThrows(IllegalArgumentException.class, () -> standard.withTimeToLive(Duration.ofDays(2)));
    assertThrows(IllegalArgumentException.class, () -> standard.withTimeToLive(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> standard.withCachedVerdicts(0));
  }
}
