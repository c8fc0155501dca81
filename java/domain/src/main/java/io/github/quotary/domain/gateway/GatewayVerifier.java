package io.github.quotary.domain.gateway;

import io.github.quotary.domain.connection.ConnectionChecks;
import io.github.quotary.domain.dstack.QuoteAnswer;
import io.github.quotary.domain.dstack.QuoteReading;
import io.github.quotary.domain.dstack.ReportDataTag;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.DomainChecks;
import io.github.quotary.domain.report.DomainKind;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.report.KeyStatement;
import io.github.quotary.domain.witness.ProtectedNames;
import io.github.quotary.domain.witness.WitnessChecks;
import io.github.quotary.domain.workload.Assessment;
import io.github.quotary.domain.workload.DomainJudge;
import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.domain.workload.Parsing;
import io.github.quotary.domain.workload.Preimages;
import io.github.quotary.domain.workload.QuoteAssessor;
import io.github.quotary.domain.workload.WorkloadChecks;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Verifies gateway domains. Immutable and thread-safe; {@code verify} never throws, whatever the
 * evidence is.
 */
public final class GatewayVerifier {
  private final DomainJudge judge;

  /** A verifier under this judge's policy. */
  public GatewayVerifier(DomainJudge judge) {
    this.judge = judge;
  }

  /**
   * Verifies a gateway's evidence.
   *
   * @param host the name that was asked about
   * @param evidence what was seen of {@link GatewayHost#evidenceHost()}
   * @param at the time of verification
   */
  public DomainReport verify(GatewayHost host, DomainEvidence evidence, Instant at) {
    return new Case(judge, host, evidence, at).report();
  }

  /** The quotes in a gateway's evidence, so that their platforms' collateral can be fetched. */
  public static List<ByteBuffer> quotes(DomainEvidence evidence) {
    List<QuoteReading> proofs = new ArrayList<>();
    evidence
        .body(GatewayPaths.ACME_INFO)
        .filter(body -> body.size() <= GatewayPaths.MAX_ACME_INFO)
        .flatMap(body -> AcmeInfo.read(body).found())
        .ifPresent(
            info -> {
              info.quotedKeys().orElse(List.of()).forEach(key -> proofs.add(key.proof()));
              proofs.add(info.accountProof());
            });
    return proofs.stream()
        .flatMap(proof -> proof.found().stream())
        .map(QuoteAnswer::quote)
        .toList();
  }

  /** One verification. */
  private static final class Case {
    private final DomainPolicy policy;
    private final GatewayHost host;
    private final DomainEvidence evidence;
    private final Instant at;
    private final Parsing parsing;
    private final ConnectionChecks connection;
    private final QuoteAssessor assessor;
    private final List<Finding> findings = new ArrayList<>();

    Case(DomainJudge judge, GatewayHost host, DomainEvidence evidence, Instant at) {
      this.policy = judge.policy();
      this.host = host;
      this.evidence = evidence;
      this.at = at;
      this.parsing = new Parsing(evidence);
      this.connection = ConnectionChecks.of(evidence, host.evidenceHost(), judge.webPki(), at);
      this.assessor = judge.assessor(evidence, at, parsing);
    }

    DomainReport report() {
      parsing.document(GatewayPaths.INDEX, GatewayPaths.MAX_INDEX);
      Preimages preimages = preimages();
      Optional<AcmeInfo> info = acmeInfo();
      List<Assessment> assessments = new ArrayList<>();
      List<KeyStatement> keys = List.of();
      if (info.isPresent()) {
        GatewayKeys listed = new GatewayKeys(info.get(), connection.leaf(), host.base(), assessor);
        findings.add(passthrough().orElseGet(listed::servedKey));
        findings.add(listed.otherKeys());
        assessments.addAll(listed.assessments());
        keys = listed.statements();
        account(info.get()).flatMap(KeyBinding::assessment).ifPresent(assessments::add);
      } else {
        String absence = parsing.absence(GatewayPaths.ACME_INFO);
        for (Check check : List.of(Check.RD_G1, Check.RD_G2, Check.RD_G3)) {
          findings.add(Finding.incomplete(check, "there is no acme-info").withDetail(absence));
        }
      }
      WorkloadChecks workload = WorkloadChecks.of(assessments, policy, preimages);
      findings.addAll(workload.findings());
      findings.addAll(connection.findings(this::objection, policy.issuers()));
      findings.add(parsing.finding());
      List<String> accounts = info.flatMap(AcmeInfo::accountUri).stream().toList();
      WitnessChecks witnesses =
          WitnessChecks.of(
              evidence,
              new WitnessChecks.Case(
                  DomainKind.GATEWAY,
                  ProtectedNames.ofGateway(host.host(), host.base()),
                  connection.leaf(),
                  keys,
                  workload.identities(),
                  accounts,
                  findings),
              policy.witnesses(),
              at);
      findings.addAll(witnesses.findings());
      return new DomainReport(
          DomainKind.GATEWAY,
          host.host().text(),
          evidence.host(),
          Optional.of(host.base()),
          at,
          evidence.capturedAt(),
          policy.digest(),
          evidence.digest(),
          connection.served(),
          DomainChecks.of(DomainKind.GATEWAY, findings, policy.required(), policy.waived()),
          workload.identities(),
          keys,
          accounts,
          witnesses.witnesses());
    }

    /** The certificate must be for all names one label below the base. */
    private Optional<String> objection(List<String> names) {
      String wildcard = "*." + host.base();
      return names.stream().anyMatch(wildcard::equalsIgnoreCase)
          ? Optional.empty()
          : Optional.of("the certificate is for " + names + ", not for " + wildcard);
    }

    private Optional<Finding> passthrough() {
      return host.isServedByGateway()
          ? Optional.empty()
          : Optional.of(
              Finding.incomplete(
                  Check.RD_G1,
                  host.host()
                      + " is passed through: its TLS ends in the app, and the gateway's key has no"
                      + " part in it"));
    }

    private Preimages preimages() {
      Optional<RawBytes> json = parsing.document(GatewayPaths.APP_INFO, GatewayPaths.MAX_APP_INFO);
      return json.flatMap(body -> parsing.found("app-info", AppInfo.read(body)))
          .map(info -> new Preimages(info.appCompose().stream().toList(), info.vmConfig()))
          .orElse(Preimages.none());
    }

    private Optional<AcmeInfo> acmeInfo() {
      Optional<RawBytes> json =
          parsing.document(GatewayPaths.ACME_INFO, GatewayPaths.MAX_ACME_INFO);
      Optional<AcmeInfo> info =
          json.flatMap(body -> parsing.found("acme-info", AcmeInfo.read(body)));
      info.ifPresent(this::noteProblems);
      return info;
    }

    private void noteProblems(AcmeInfo info) {
      info.quotedKeys()
          .orElse(List.of())
          .forEach(key -> noteProblem("acme-info " + key.ref(), key.proof()));
      noteProblem("acme-info account", info.accountProof());
    }

    private void noteProblem(String ref, QuoteReading proof) {
      proof.problem().ifPresent(problem -> parsing.problem(ref, problem));
    }

    /** RD-G3, and the account's quote. */
    private Optional<KeyBinding> account(AcmeInfo info) {
      if (info.accountUri().isEmpty()) {
        findings.add(Finding.incomplete(Check.RD_G3, "acme-info names no account"));
        return Optional.empty();
      }
      String uri = info.accountUri().get();
      KeyBinding binding =
          KeyBinding.of(
              "account_quote",
              info.accountProof(),
              ReportDataTag.ACME_ACCOUNT,
              uri.getBytes(StandardCharsets.UTF_8),
              assessor);
      if (!policy.acmeAccounts().isEmpty() && !policy.acmeAccounts().contains(uri)) {
        findings.add(
            Finding.fail(Check.RD_G3, "the policy does not allow the account " + uri)
                .withRefs(binding.ref()));
        return Optional.of(binding);
      }
      findings.add(
          switch (binding.standing()) {
            case BOUND -> Finding.pass(Check.RD_G3, "a quote is bound to the account " + uri);
            case WRONG ->
                Finding.fail(Check.RD_G3, "no quote is bound to the account " + uri)
                    .withDetail(binding.detail());
            case UNPROVEN ->
                Finding.incomplete(Check.RD_G3, "the account " + uri + " has no quote")
                    .withDetail(binding.detail());
          });
      return Optional.of(binding);
    }
  }
}
