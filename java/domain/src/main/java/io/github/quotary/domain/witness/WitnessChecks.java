package io.github.quotary.domain.witness;

import io.github.quotary.domain.caa.CaaName;
import io.github.quotary.domain.certificate.LeafCertificate;
import io.github.quotary.domain.ct.LogList;
import io.github.quotary.domain.dns.DnsSource;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.report.CaaStatement;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.CtStatement;
import io.github.quotary.domain.report.DomainKind;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.report.KeyStatement;
import io.github.quotary.domain.report.Witnesses;
import io.github.quotary.domain.report.WorkloadIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The checks of everybody but the TD: CAA, Certificate Transparency, routing. */
public final class WitnessChecks {
  private final List<Finding> findings = new ArrayList<>();
  private List<CaaStatement> caa = List.of();
  private List<CtStatement> ct = List.of();
  private final boolean isCtAsked;

  private WitnessChecks(boolean isCtAsked) {
    this.isCtAsked = isCtAsked;
  }

  /**
   * What the other checks found, as far as witnesses are held against it.
   *
   * @param kind the kind of domain
   * @param names the names to protect
   * @param served the served certificate
   * @param keys the keys that the evidence speaks of
   * @param identities who attested
   * @param declaredAccounts accounts that the evidence names
   * @param findings what was found so far
   */
  public record Case(
      DomainKind kind,
      ProtectedNames names,
      Optional<LeafCertificate> served,
      List<KeyStatement> keys,
      List<WorkloadIdentity> identities,
      List<String> declaredAccounts,
      List<Finding> findings) {
    /** Copies the lists. */
    public Case {
      keys = List.copyOf(keys);
      identities = List.copyOf(identities);
      declaredAccounts = List.copyOf(declaredAccounts);
      findings = List.copyOf(findings);
    }

    /** The accounts that the evidence names, if every check passed that proves them. */
    private Set<String> provenAccounts() {
      List<Check> proofs =
          kind == DomainKind.GATEWAY
              ? List.of(Check.RD_G3)
              : List.of(Check.ACCT_1, Check.RD_C1, Check.MF_1, Check.MF_2);
      boolean isProven =
          proofs.stream()
              .allMatch(
                  check ->
                      findings.stream().anyMatch(finding -> finding.check() == check)
                          && findings.stream()
                              .filter(finding -> finding.check() == check)
                              .allMatch(finding -> finding.outcome() == CheckOutcome.PASS));
      return isProven ? Set.copyOf(declaredAccounts) : Set.of();
    }
  }

  /**
   * Judges the witnesses' answers in the evidence.
   *
   * @param allowedAccounts accounts that the policy allows whether or not they are proven
   * @param issuers authorities that the policy expects in CAA; none: those of the accounts
   * @param logs logs that count
   */
  public static WitnessChecks of(
      DomainEvidence evidence,
      Case known,
      Set<String> allowedAccounts,
      Set<String> issuers,
      LogList logs,
      Instant at) {
    WitnessChecks checks = new WitnessChecks(!CapturedCt.isEmpty(evidence));
    Set<String> accounts = new HashSet<>(allowedAccounts);
    accounts.addAll(known.provenAccounts());
    if (evidence.dnsAnswers().isEmpty()) {
      checks.findings.addAll(notAsked(known.names()));
    } else {
      DnsSource dns = CapturedDns.of(evidence);
      CaaChecks caa =
          new CaaChecks(
              dns, known.names(), issuers.isEmpty() ? AcmeIssuers.of(accounts) : issuers, accounts);
      checks.findings.addAll(caa.findings());
      checks.caa = caa.statements();
      checks.addRouting(dns, known);
    }
    if (checks.isCtAsked) {
      CtChecks logged =
          new CtChecks(
              CapturedCt.of(evidence, known.names().queries()),
              known.names(),
              known.keys(),
              known.served(),
              at);
      checks.findings.addAll(logged.findings());
      checks.ct = logged.statements();
    }
    checks.findings.add(TimestampCheck.of(evidence, logs, at));
    return checks;
  }

  private static List<Finding> notAsked(ProtectedNames names) {
    List<Finding> findings =
        List.of(Check.CAA_1, Check.CAA_3, Check.CAA_4).stream()
            .map(check -> Finding.incomplete(check, "the DNS was not asked"))
            .collect(Collectors.toCollection(ArrayList::new));
    findings.add(
        names.below().isEmpty()
            ? Finding.notApplicable(Check.CAA_2, "the served certificate is for no wildcard")
            : Finding.incomplete(Check.CAA_2, "the DNS was not asked"));
    return findings;
  }

  private void addRouting(DnsSource dns, Case known) {
    if (known.kind() != DomainKind.CUSTOM) {
      return;
    }
    ProtectedNames names = known.names();
    CaaName host = names.below().isEmpty() ? names.own().get(0) : names.below().get(0);
    findings.add(RoutingCheck.of(dns, host.name(), known.identities()));
  }

  /** What was found. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** What the witnesses said. */
  public Witnesses witnesses() {
    return new Witnesses(caa, ct, isCtAsked);
  }
}
