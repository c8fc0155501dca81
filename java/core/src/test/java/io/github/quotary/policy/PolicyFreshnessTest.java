package io.github.quotary.policy;

import static io.github.quotary.policy.PolicyFixture.rules;
import static io.github.quotary.policy.PolicyFixture.tdx;
import static io.github.quotary.policy.PolicyFixture.verify;
import static io.github.quotary.policy.PolicyFixture.violations;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.verify.VerificationResult.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyFreshnessTest {
  private static Instant firstExpiry() {
    return verify(tdx(), QuotePolicy.strict()).validity().earliestExpiration();
  }

  @Test
  void expiredIsTrustedUpToTheLastSecondOfItsGrace() {
    Scenario late = tdx().withAt(firstExpiry().plus(Duration.ofDays(7)));
    assertEquals(List.of("expired"), rules(late, QuotePolicy.strict()));
    QuotePolicy graced = QuotePolicy.builder().expiredGrace(Duration.ofDays(7)).build();
    assertEquals(List.of(), violations(late, graced));
    assertEquals(List.of("reportData", "identity"), verify(late, graced).waived());

    Scenario later = late.withAt(late.at().plusSeconds(1));
    assertEquals(
        List.of(
            new Violation(
                "expired",
                "the first expiry was " + firstExpiry() + ", checked at " + later.at(),
                "nothing expired for longer than P7D")),
        violations(later, graced));
  }

  @Test
  void graceDoesNotReachARevocationListThatBeginsLater() {
    Scenario scenario =
        tdx()
            .withPki(
                pki ->
                    pki.withPckCrl(
                        pki.pckCrl()
                            .withWindow(tdx().at().plusSeconds(1), tdx().at().plusSeconds(2))));
    QuotePolicy graced = QuotePolicy.builder().expiredGrace(Duration.ofDays(36_500)).build();
    assertEquals(List.of("expired"), rules(scenario, graced));
    assertEquals(List.of(), violations(scenario, QuotePolicy.builder().allowExpired(true).build()));
  }

  @Test
  void whatIsAllowedAltogetherIsListedAsWaived() {
    Scenario expired = tdx().withAt(firstExpiry().plusSeconds(1));
    Verified verified = verify(expired, QuotePolicy.builder().allowExpired(true).build());
    assertTrue(verified.isTrusted());
    assertTrue(verified.expired(), "the fact stays visible");
    assertEquals(List.of("expired", "reportData", "identity"), verified.waived());
  }

  @Test
  void aDocumentFromTheFutureNeedsLeave() {
    Scenario scenario = tdx().withQeIdentity(q -> q.withIssueDate(tdx().at().plusSeconds(1)));
    assertEquals(List.of("fromTheFuture"), rules(scenario, QuotePolicy.strict()));
    Verified verified = verify(scenario, QuotePolicy.builder().allowFromTheFuture(true).build());
    assertTrue(verified.isTrusted());
    assertEquals(List.of("fromTheFuture", "reportData", "identity"), verified.waived());
  }

  @Test
  void takingLeaveBackIsStrictAgain() {
    QuotePolicy policy = QuotePolicy.builder().allowExpired(true).allowExpired(false).build();
    assertEquals(QuotePolicy.strict(), policy);
  }
}
