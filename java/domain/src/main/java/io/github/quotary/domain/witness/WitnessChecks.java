package io.github.quotary.domain.witness;

import io.github.quotary.domain.caa.CaaName;
import io.github.quotary.domain.certificate.LeafCertificate;
import io.github.quotary.domain.ct.LogList;
import io.github.quotary.domain.dns.DnsSource;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.report.CaaStatement;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CtOutcome;
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
import java.util.stream.Stream;

/**
 * The checks of parties other than the TD: CAA, Certificate Transparency, routing.
 *
 * @param findings the findings
 * @param witnesses the witnesses' statements
 */
public record WitnessChecks(List<Finding> findings, Witnesses witnesses) {
  /** Copies the list. */
  public WitnessChecks {
    findings = List.copyOf(findings);
  }

  /**
   * Results of the other checks that the witnesses' answers are compared with.
   *
   * @param kind the kind of domain
   * @param names the names to protect
   * @param served the served certificate
   * @param keys the keys that the evidence mentions
   * @param identities who attested
   * @param accounts the ACME accounts that are proven
   */
  public record Established(
      DomainKind kind,
      ProtectedNames names,
      Optional<LeafCertificate> served,
      List<KeyStatement> keys,
      List<WorkloadIdentity> identities,
      Set<String> accounts) {
    /** Copies the collections. */
    public Established {
      keys = List.copyOf(keys);
      identities = List.copyOf(identities);
      accounts = Set.copyOf(accounts);
    }
  }

  /**
   * A policy's expectations of the witnesses.
   *
   * @param accounts accounts that are allowed whether or not they are proven
   * @param issuers authorities that are expected in CAA; none: those of the accounts
   * @param logs logs that count
   * @param caaLockedSince since when the names are known to be locked by CAA; earlier certificates
   *     could belong to anyone
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
      DomainEvidence evidence, Established known, Expectation expected, Instant at) {
    Answers<CaaStatement> dns = dns(evidence, known, expected);
    CtAnswers ct = ct(evidence, known, expected, at);
    List<Finding> findings = new ArrayList<>(dns.findings());
    findings.addAll(ct.findings());
    findings.add(TimestampCheck.of(evidence, expected.logs(), at));
    return new WitnessChecks(
        findings, new Witnesses(dns.statements(), ct.statements(), ct.outcome()));
  }

  /** The statements of one kind of witness, and the findings about them. */
  private record Answers<T>(List<Finding> findings, List<T> statements) {}

  private static Answers<CaaStatement> dns(
      DomainEvidence evidence, Established known, Expectation expected) {
    if (evidence.dnsAnswers().isEmpty()) {
      return new Answers<>(notAsked(known.names()), List.of());
    }
    DnsSource source = CapturedDns.of(evidence);
    Set<String> accounts = new HashSet<>(expected.accounts());
    accounts.addAll(known.accounts());
    Set<String> issuers =
        expected.issuers().isEmpty() ? AcmeIssuers.of(accounts) : expected.issuers();
    CaaChecks caa = new CaaChecks(source, known.names(), issuers, accounts);
    List<Finding> findings = new ArrayList<>(caa.findings());
    if (Check.DNS_1.isOf(known.kind())) {
      findings.add(routing(source, known));
    }
    return new Answers<>(findings, caa.statements());
  }

  private static List<Finding> notAsked(ProtectedNames names) {
    List<Finding> findings =
        List.of(Check.CAA_1, Check.CAA_3, Check.CAA_4).stream()
            .map(check -> Finding.incomplete(check, "the DNS was not queried"))
            .collect(Collectors.toCollection(ArrayList::new));
    findings.add(
        names.below().isEmpty()
            ? Finding.notApplicable(
                Check.CAA_2, "the served certificate is not a wildcard certificate")
            : Finding.incomplete(Check.CAA_2, "the DNS was not queried"));
    return findings;
  }

  private static Finding routing(DnsSource dns, Established known) {
    ProtectedNames names = known.names();
    CaaName host = names.below().isEmpty() ? names.own().get(0) : names.below().get(0);
    return RoutingCheck.of(dns, host.name(), known.identities());
  }

  /** What is found of Certificate Transparency. */
  private record CtAnswers(
      List<Finding> findings, List<CtStatement> statements, CtOutcome outcome) {}

  private static CtAnswers ct(
      DomainEvidence evidence, Established known, Expectation expected, Instant at) {
    CapturedCt captured = CapturedCt.of(evidence, known.names().queries());
    if (captured.outcome() instanceof CtOutcome.NotAsked) {
      return new CtAnswers(
          Stream.of(Check.CT_1, Check.CT_2)
              .map(check -> Finding.incomplete(check, "Certificate Transparency was not queried"))
              .toList(),
          List.of(),
          captured.outcome());
    }
    CtChecks logged =
        new CtChecks(
            captured, known.names(), known.keys(), known.served(), expected.caaLockedSince(), at);
    return new CtAnswers(logged.findings(), logged.statements(), logged.outcome());
  }
}
