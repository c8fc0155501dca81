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
   * What a policy says of the witnesses.
   *
   * @param accounts accounts that are allowed whether or not they are proven
   * @param issuers authorities that are expected in CAA; none: those of the accounts
   * @param logs logs that count
   * @param caaLockedSince since when the names are known to be locked by CAA; certificates from
   *     before it could be anybody's
   */
  public record Expectation(
      Set<String> accounts, Set<String> issuers, LogList logs, Optional<Instant> caaLockedSince) {
    /** Copies the sets. */
    public Expectation {
      accounts = Set.copyOf(accounts);
      issuers = Set.copyOf(issuers);
    }
  }

  /**
   * Judges the witnesses' answers in the evidence.
   *
   * @param expected what the policy says of them
   */
  public static WitnessChecks of(
      DomainEvidence evidence, Case known, Expectation expected, Instant at) {
    WitnessChecks checks = new WitnessChecks(!CapturedCt.isEmpty(evidence));
    Set<String> issuers = expected.issuers();
    Set<String> accounts = new HashSet<>(expected.accounts());
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
              expected.caaLockedSince(),
              at);
      checks.findings.addAll(logged.findings());
      checks.ct = logged.statements();
    } else {
      for (Check check : List.of(Check.CT_1, Check.CT_2)) {
        checks.findings.add(Finding.incomplete(check, "Certificate Transparency was not asked"));
      }
    }
    checks.findings.add(TimestampCheck.of(evidence, expected.logs(), at));
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
