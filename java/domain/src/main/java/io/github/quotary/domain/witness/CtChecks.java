package io.github.quotary.domain.witness;

import io.github.quotary.domain.certificate.LeafCertificate;
import io.github.quotary.domain.ct.CtReconciliation;
import io.github.quotary.domain.ct.CtReconciliation.KeyState;
import io.github.quotary.domain.ct.Issued;
import io.github.quotary.domain.ct.LoggedCertificate;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CtOutcome;
import io.github.quotary.domain.report.CtStatement;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.report.KeyStatement;
import io.github.quotary.quote.Measurement;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** CT-1 and CT-2: whether anyone else has a certificate for the names, as far as logs show. */
final class CtChecks {
  private final CtReconciliation reconciliation;
  private final CtOutcome outcome;
  private final Optional<Instant> lockedSince;
  private final List<String> missingCertificates;

  /**
   * The checks.
   *
   * @param captured what logs have, as far as it was captured
   * @param keys the keys that the evidence mentions
   * @param served the served certificate, which logs must know
   * @param lockedSince since when the names are known to be locked by CAA
   */
  CtChecks(
      CapturedCt captured,
      ProtectedNames names,
      List<KeyStatement> keys,
      Optional<LeafCertificate> served,
      Optional<Instant> lockedSince,
      Instant at) {
    this.lockedSince = lockedSince;
    this.missingCertificates = captured.missingCertificates();
    Set<Measurement> attested =
        keys.stream()
            .filter(KeyStatement::bound)
            .map(KeyStatement::spkiSha256)
            .collect(Collectors.toSet());
    Set<Issued> seen =
        served.stream()
            .filter(leaf -> attested.contains(leaf.subjectPublicKeyInfo().sha256()))
            .map(CtChecks::issued)
            .collect(Collectors.toSet());
    this.reconciliation =
        CtReconciliation.of(captured.certificates(), names.hosts(), attested, seen, at);
    this.outcome = outcome(captured, served);
  }

  private static Issued issued(LeafCertificate leaf) {
    return Issued.by(leaf.issuer(), new BigInteger(leaf.serial(), 16));
  }

  /** If the served certificate is missing, the logs lag behind or the query was wrong. */
  private static CtOutcome outcome(CapturedCt captured, Optional<LeafCertificate> served) {
    boolean lacksServed =
        served
            .filter(
                leaf ->
                    captured.certificates().stream()
                        .map(LoggedCertificate::issued)
                        .noneMatch(issued(leaf)::equals))
            .isPresent();
    return lacksServed && captured.outcome() instanceof CtOutcome.Complete complete
        ? new CtOutcome.Incomplete(
            complete.sources(),
            List.of("the served certificate itself was not found in the CT data"),
            complete.attempts())
        : captured.outcome();
  }

  /** What came of the question, the served certificate considered. */
  CtOutcome outcome() {
    return outcome;
  }

  List<Finding> findings() {
    String since =
        lockedSince.map(Instant::toString).map("since "::concat).orElse("since an unknown time");
    return List.of(keys().withDetail("names known to be locked by CAA: " + since), completeness());
  }

  List<CtStatement> statements() {
    return reconciliation.findings().stream()
        .map(finding -> statement(finding.certificate(), finding.key()))
        .toList();
  }

  private static CtStatement statement(LoggedCertificate certificate, KeyState key) {
    return new CtStatement(
        certificate.names(),
        certificate.issuer(),
        certificate.serial().toString(16),
        certificate.notBefore(),
        certificate.notAfter(),
        certificate.keyHash(),
        key.name());
  }

  private Finding keys() {
    List<LoggedCertificate> foreign = reconciliation.with(KeyState.UNATTESTED);
    List<LoggedCertificate> unknown = reconciliation.with(KeyState.UNKNOWN);
    if (!foreign.isEmpty()) {
      return Finding.fail(
              Check.CT_1,
              foreign.size() + " logged certificates have unattested keys" + older(foreign))
          .withDetails(foreign.stream().map(this::datedLine).toList());
    }
    if (!unknown.isEmpty()) {
      return Finding.incomplete(
              Check.CT_1,
              unknown.size() + " logged certificates are known only by metadata, not by key")
          .withDetails(
              Stream.concat(
                      unknown.stream()
                          .map(certificate -> statement(certificate, KeyState.UNKNOWN).line()),
                      missingCertificates.stream())
                  .toList());
    }
    if (!(outcome instanceof CtOutcome.Complete)) {
      return Finding.incomplete(
              Check.CT_1,
              outcome instanceof CtOutcome.Unavailable
                  ? "Certificate Transparency was asked and is unavailable"
                  : "the CT data is incomplete")
          .withDetails(reasons());
    }
    return Finding.pass(
        Check.CT_1,
        "all "
            + reconciliation.findings().size()
            + " unexpired logged certificates have attested keys");
  }

  private Finding completeness() {
    if (outcome instanceof CtOutcome.Complete) {
      return Finding.pass(Check.CT_2, "every answer is complete").withDetails(reasons());
    }
    List<String> reasons = reasons();
    return Finding.incomplete(
            Check.CT_2,
            outcome instanceof CtOutcome.Unavailable
                ? "Certificate Transparency was asked and is unavailable"
                : reasons.get(0))
        .withDetails(reasons);
  }

  /** What may be missing, which searches had no answer, and who answered. */
  private List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    if (outcome instanceof CtOutcome.Incomplete incomplete) {
      reasons.addAll(incomplete.gaps());
    }
    outcome
        .withoutAnswer()
        .forEach(attempt -> reasons.add(attempt.query() + ": " + attempt.line()));
    if (!outcome.answeredBy().isEmpty()) {
      reasons.add("answered by " + String.join(", ", outcome.answeredBy()));
    }
    return reasons;
  }

  /** How many predate the lock and are still valid. */
  private String older(List<LoggedCertificate> foreign) {
    long older = foreign.stream().filter(this::isOlderThanTheLock).count();
    return older == 0 ? "" : "; older than the known CAA lock and not expired: " + older;
  }

  private boolean isOlderThanTheLock(LoggedCertificate certificate) {
    return lockedSince.filter(certificate.notBefore()::isBefore).isPresent();
  }

  private String datedLine(LoggedCertificate certificate) {
    String line = statement(certificate, KeyState.UNATTESTED).line();
    if (lockedSince.isEmpty()) {
      return line;
    }
    return line
        + (isOlderThanTheLock(certificate)
            ? ": predates the CAA lock, which could not prevent it"
            : ": issued despite the CAA lock");
  }
}
