package io.github.quotary.policy;

import static io.github.quotary.policy.PolicyFixture.rules;
import static io.github.quotary.policy.PolicyFixture.tdx;
import static io.github.quotary.policy.PolicyFixture.verify;
import static io.github.quotary.policy.PolicyFixture.violations;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.ExpiredDocument;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.verify.VerificationResult.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
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
                "the first expiry was "
                    + firstExpiry()
                    + ", checked at "
                    + later.at()
                    + ": "
                    + names(verify(later, graced)),
                "nothing expired for longer than P7D")),
        violations(later, graced));
  }

  private static String names(Verified verified) {
    return verified.platform().expiredAt(verified.verifiedAt()).stream()
        .map(ExpiredDocument::toString)
        .collect(Collectors.joining(", "));
  }

  @Test
  void theObjectionNamesWhatIsOutOfDateAndSinceWhen() {
    Instant until = tdx().at().minusSeconds(5);
    assertEquals(
        List.of("out of date at " + tdx().at() + ": the TCB info (valid until " + until + ")"),
        values(tdx().withTcbInfo(t -> t.withNextUpdate(until))));
    assertEquals(
        List.of("out of date at " + tdx().at() + ": the QE identity (valid until " + until + ")"),
        values(tdx().withQeIdentity(q -> q.withNextUpdate(until))));
    Scenario early =
        tdx()
            .withPki(
                pki ->
                    pki.withPckCrl(
                        pki.pckCrl()
                            .withWindow(tdx().at().plusSeconds(1), tdx().at().plusSeconds(2))));
    assertEquals(
        List.of(
            "out of date at "
                + tdx().at()
                + ": the PCK revocation list (valid from "
                + tdx().at().plusSeconds(1)
                + ")"),
        values(early));
  }

  @Test
  void somethingIsNamedExactlyWhenSomethingIsExpired() {
    Verified verified = verify(tdx(), QuotePolicy.strict());
    Instant first = verified.validity().earliestExpiration();
    assertEquals(List.of(), verified.platform().expiredAt(first));
    assertEquals(
        List.of(first),
        verified.platform().expiredAt(first.plusSeconds(1)).stream()
            .map(ExpiredDocument::bound)
            .distinct()
            .toList());
    List<ExpiredDocument> atLast =
        verified.platform().expiredAt(Instant.parse("2200-01-01T00:00:00Z"));
    assertTrue(atLast.stream().anyMatch(ExpiredDocument::isOfQuote), atLast.toString());
    assertTrue(
        atLast.toString().contains("the certificate 'Intel SGX PCK Certificate' of the quote"),
        atLast.toString());
  }

  private static List<String> values(Scenario scenario) {
    return violations(scenario, QuotePolicy.strict()).stream()
        .filter(violation -> violation.rule().equals("expired"))
        .map(Violation::value)
        .toList();
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
