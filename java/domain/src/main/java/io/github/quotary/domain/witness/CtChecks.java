package io.github.quotary.domain.witness;

import io.github.quotary.domain.certificate.LeafCertificate;
import io.github.quotary.domain.ct.CtAnswer;
import io.github.quotary.domain.ct.CtReconciliation;
import io.github.quotary.domain.ct.CtReconciliation.KeyState;
import io.github.quotary.domain.ct.LoggedCertificate;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CtStatement;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.report.KeyStatement;
import io.github.quotary.quote.Measurement;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** CT-1 and CT-2: whether anyone else has a certificate for the names, as far as logs show. */
final class CtChecks {
  private final CtReconciliation reconciliation;
  private final Optional<String> gap;
  private final Optional<Instant> lockedSince;
  private final List<String> missingCertificates;

  /**
   * The checks.
   *
   * @param answer what logs have
   * @param keys the keys that the evidence mentions
   * @param served the served certificate, which logs must know
   * @param lockedSince since when the names are known to be locked by CAA
   * @param missingCertificates why certificates that the answer names are not there
   */
  CtChecks(
      CtAnswer answer,
      ProtectedNames names,
      List<KeyStatement> keys,
      Optional<LeafCertificate> served,
      Optional<Instant> lockedSince,
      List<String> missingCertificates,
      Instant at) {
    this.lockedSince = lockedSince;
    this.missingCertificates = List.copyOf(missingCertificates);
    Set<Measurement> attested =
        keys.stream()
            .filter(KeyStatement::bound)
            .map(KeyStatement::spkiSha256)
            .collect(Collectors.toSet());
    Set<BigInteger> serials =
        served.stream()
            .filter(leaf -> attested.contains(leaf.subjectPublicKeyInfo().sha256()))
            .map(CtChecks::serial)
            .collect(Collectors.toSet());
    this.reconciliation = CtReconciliation.of(answer, names.hosts(), attested, serials, at);
    this.gap = answer.gap().or(() -> missing(answer, served));
  }

  private static BigInteger serial(LeafCertificate leaf) {
    return new BigInteger(leaf.serial(), 16);
  }

  /** If the served certificate is missing, the logs lag behind or the query was wrong. */
  private static Optional<String> missing(CtAnswer answer, Optional<LeafCertificate> served) {
    return served
        .filter(
            leaf ->
                answer.certificates().stream()
                    .map(LoggedCertificate::serial)
                    .noneMatch(serial(leaf)::equals))
        .map(leaf -> "the served certificate itself was not found in the CT data");
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
    if (gap.isPresent()) {
      return Finding.incomplete(Check.CT_1, "the CT data is incomplete").withDetail(gap.get());
    }
    return Finding.pass(
        Check.CT_1,
        "all "
            + reconciliation.findings().size()
            + " unexpired logged certificates have attested keys");
  }

  private Finding completeness() {
    return gap.map(missing -> Finding.incomplete(Check.CT_2, missing))
        .orElseGet(() -> Finding.pass(Check.CT_2, "every answer is complete"));
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
