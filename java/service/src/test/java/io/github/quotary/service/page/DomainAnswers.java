package io.github.quotary.service.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.DomainChecks;
import io.github.quotary.domain.report.DomainKind;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.EvidenceSource;
import io.github.quotary.domain.report.ExpectedIdentity;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.report.Imprint;
import io.github.quotary.domain.report.KeyStatement;
import io.github.quotary.domain.report.Provenance;
import io.github.quotary.domain.report.ReportJson;
import io.github.quotary.domain.report.WebRoots;
import io.github.quotary.domain.report.Witnesses;
import io.github.quotary.domain.report.WorkloadIdentity;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.quote.Measurement;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reports on domains, by the name of the domain. */
final class DomainAnswers {
  private static final Instant AT = Instant.parse("2026-08-20T00:00:00Z");
  private static final Measurement HASH = Measurement.of(new byte[32]);
  private static final Imprint IMPRINT =
      new Imprint("quotary", "1", AT, "clock", "https://pcs.example", "");

  private DomainAnswers() {}

  /** The report; null if the domain is not allowed. */
  static byte @Nullable [] of(String host) {
    return switch (host) {
      case "pass.example" -> json(host, TrustAnchor.intelSgxRootCa(), Finding::pass);
      case "fail.example" -> json(host, testRoot(), DomainAnswers::someFail);
      case "incomplete.example" -> json(host, TrustAnchor.intelSgxRootCa(), Finding::incomplete);
      default -> null;
    };
  }

  private interface Outcome {
    Finding of(Check check, String summary);
  }

  private static Finding someFail(Check check, String summary) {
    return switch (check.ordinal() % 4) {
      case 0 -> Finding.fail(check, summary);
      case 1 -> Finding.incomplete(check, summary);
      default -> Finding.pass(check, summary);
    };
  }

  private static TrustAnchor testRoot() {
    return TrustAnchor.of(
        Simulator.seeded(1).evidence(Scenario.upToDate()).rootPem().getBytes(UTF_8));
  }

  private static byte[] json(String host, TrustAnchor anchor, Outcome outcome) {
    List<Finding> findings =
        Check.of(DomainKind.CUSTOM).stream()
            .map(
                check ->
                    outcome.of(check, "two values were compared").withDetail("with each other"))
            .toList();
    DomainReport report =
        new DomainReport(
            DomainKind.CUSTOM,
            host,
            host,
            Optional.empty(),
            AT,
            AT.minusSeconds(90),
            new Provenance(anchor, new WebRoots(true, HASH), "1.27", "bc", EvidenceSource.LIVE),
            HASH,
            HASH,
            Optional.empty(),
            Optional.empty(),
            DomainChecks.of(
                DomainKind.CUSTOM, findings, Set.of(), Set.of(), ExpectedIdentity.STATED),
            List.of(),
            List.of(
                new WorkloadIdentity(
                    true,
                    List.of(),
                    HASH,
                    HASH,
                    Optional.empty(),
                    Optional.of("dstack 0.5.10"),
                    Optional.of(HASH),
                    Optional.empty())),
            List.of(new KeyStatement(HASH, true, true, List.of())),
            List.of(),
            Witnesses.none());
    return ReportJson.of(report, IMPRINT).getBytes(UTF_8);
  }
}
