package io.github.quotary.domain.page;

import io.github.quotary.domain.report.CaaStatement;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CtAttempt;
import io.github.quotary.domain.report.CtOutcome;
import io.github.quotary.domain.report.CtStatement;
import io.github.quotary.domain.report.DomainChecks;
import io.github.quotary.domain.report.DomainKind;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.ExpectedIdentity;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.report.KeyStatement;
import io.github.quotary.domain.report.Provenance;
import io.github.quotary.domain.report.Provenances;
import io.github.quotary.domain.report.ServedCertificate;
import io.github.quotary.domain.report.Witnesses;
import io.github.quotary.domain.report.WorkloadIdentity;
import io.github.quotary.quote.Measurement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reports to show. */
final class PageFixture {
  private static final Instant AT = Instant.parse("2026-08-20T00:00:00Z");
  private static final Measurement HASH = Measurement.of(new byte[32]);

  private PageFixture() {}

  /** Everything passed. */
  static DomainReport pass() {
    return report("app.example.com", Set.of(), Finding::pass);
  }

  /** Everything passed, under roots for tests, and the policy states or waives identity. */
  static DomainReport passUnderTestRoot(ExpectedIdentity identity) {
    return report(
        "app.example.com", Set.of(), Finding::pass, Provenances.test(), identity, Optional.empty());
  }

  /** The host could not be asked. */
  static DomainReport unreachable(String why) {
    return report(
        "app.example.com",
        Set.of(),
        Finding::incomplete,
        Provenances.real(),
        ExpectedIdentity.STATED,
        Optional.of(why));
  }

  /** Everything failed, and strangers say this everywhere. */
  static DomainReport fail(String evil) {
    return report(evil, Set.of(), Finding::fail);
  }

  /** These checks are waived, the others are not complete. */
  static DomainReport incomplete(Set<Check> waived) {
    return report("app.example.com", waived, Finding::incomplete);
  }

  private interface Outcome {
    Finding of(Check check, String summary);
  }

  private static DomainReport report(String text, Set<Check> waived, Outcome outcome) {
    return report(
        text, waived, outcome, Provenances.real(), ExpectedIdentity.STATED, Optional.empty());
  }

  private static DomainReport report(
      String text,
      Set<Check> waived,
      Outcome outcome,
      Provenance provenance,
      ExpectedIdentity identity,
      Optional<String> unreachable) {
    List<Finding> findings =
        Check.of(DomainKind.CUSTOM).stream()
            .map(
                check ->
                    outcome.of(check, text).withDetail("compared " + text).withRefs("ref " + text))
            .toList();
    return new DomainReport(
        DomainKind.CUSTOM,
        "app.example.com",
        "app.example.com",
        Optional.empty(),
        AT,
        AT,
        provenance,
        HASH,
        HASH,
        Optional.of(
            new ServedCertificate(
                HASH, List.of(text), text, "1", AT.minusSeconds(864_000), AT.plusSeconds(864_000))),
        unreachable,
        DomainChecks.of(DomainKind.CUSTOM, findings, Set.of(), waived, identity),
        List.of(),
        List.of(
            new WorkloadIdentity(
                true,
                List.of(text),
                HASH,
                HASH,
                Optional.of(HASH),
                Optional.of(text),
                Optional.of(HASH),
                Optional.of(text))),
        List.of(new KeyStatement(HASH, true, true, List.of(text))),
        List.of(text),
        new Witnesses(
            List.of(
                new CaaStatement(
                    text, "ACCOUNT_LOCKED", Optional.of(text), "SECURE", List.of(text), List.of())),
            List.of(
                new CtStatement(
                    List.of(text),
                    text,
                    "2",
                    AT.minusSeconds(900_000),
                    AT.plusSeconds(9),
                    Optional.of(HASH),
                    "UNATTESTED")),
            new CtOutcome.Incomplete(
                List.of(text),
                List.of(text),
                List.of(new CtAttempt(text, text, text, OptionalInt.of(503), 4)))));
  }
}
