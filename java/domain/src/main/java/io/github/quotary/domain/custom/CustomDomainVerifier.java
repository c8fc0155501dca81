package io.github.quotary.domain.custom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.certificate.LeafCertificate;
import io.github.quotary.domain.connection.ConnectionChecks;
import io.github.quotary.domain.dstack.QuoteAnswer;
import io.github.quotary.domain.dstack.QuoteReading;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CheckOutcome;
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
import io.github.quotary.domain.workload.Proof;
import io.github.quotary.domain.workload.QuoteAssessor;
import io.github.quotary.domain.workload.WorkloadChecks;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Verifies custom domains. Immutable and thread-safe; {@code verify} never throws, whatever the
 * evidence is.
 */
public final class CustomDomainVerifier {
  private static final int REPORT_DATA_SIZE = 64;

  private final DomainJudge judge;

  /** A verifier under this judge's policy. */
  public CustomDomainVerifier(DomainJudge judge) {
    this.judge = judge;
  }

  /**
   * Verifies a domain's evidence.
   *
   * @param host the name that was asked about
   * @param evidence what was seen of it
   * @param at the time of verification
   */
  public DomainReport verify(DnsName host, DomainEvidence evidence, Instant at) {
    return new Case(judge, host, evidence, at).report();
  }

  /** The names whose certificates could serve the domain, by the certificate that was served. */
  public static ProtectedNames names(DnsName host, DomainEvidence evidence) {
    return ProtectedNames.ofCustom(
        host,
        evidence
            .servedLeaf()
            .flatMap(leaf -> LeafCertificate.read(leaf).found())
            .map(LeafCertificate::dnsNames)
            .orElse(List.of()));
  }

  /** The quotes in a domain's evidence, so that their platforms' collateral can be fetched. */
  public static List<ByteBuffer> quotes(DomainEvidence evidence) {
    return evidence
        .body(EvidencePaths.QUOTE)
        .filter(body -> body.size() <= EvidencePaths.MAX_QUOTE)
        .flatMap(body -> QuoteAnswer.read(body.toByteArray()).found())
        .map(QuoteAnswer::quote)
        .stream()
        .toList();
  }

  /** Report data of a quote over a manifest: its SHA-256, and 32 zero bytes. */
  static Measurement reportData(Measurement manifestSha256) {
    return Measurement.of(Arrays.copyOf(manifestSha256.toByteArray(), REPORT_DATA_SIZE));
  }

  /** One verification. */
  private static final class Case {
    private final DomainPolicy policy;
    private final DnsName host;
    private final DomainEvidence evidence;
    private final Instant at;
    private final Parsing parsing;
    private final ConnectionChecks connection;
    private final QuoteAssessor assessor;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> accounts = new ArrayList<>();
    private final Map<String, Measurement> otherKeys = new TreeMap<>();
    private boolean served;
    private boolean bound;

    Case(DomainJudge judge, DnsName host, DomainEvidence evidence, Instant at) {
      this.policy = judge.policy();
      this.host = host;
      this.evidence = evidence;
      this.at = at;
      this.parsing = new Parsing(evidence);
      this.connection = ConnectionChecks.of(evidence, host, judge.webPki(), at);
      this.assessor = judge.assessor(evidence, at, parsing);
    }

    DomainReport report() {
      Optional<RawBytes> manifest = parsing.document(EvidencePaths.MANIFEST, Manifest.MAX_BYTES);
      checkManifest(manifest);
      Optional<Assessment> assessment = assessment();
      findings.add(binding(manifest, assessment));
      WorkloadChecks workload =
          WorkloadChecks.of(assessment.stream().toList(), policy, Preimages.none());
      findings.addAll(workload.findings());
      findings.addAll(
          connection.findings(ConnectionChecks.NameRule.covers(host), policy.issuers()));
      Optional<String> wildcard = wildcard();
      findings.add(parsing.finding());
      WitnessChecks witnesses =
          WitnessChecks.of(
              evidence,
              new WitnessChecks.Case(
                  DomainKind.CUSTOM,
                  names(host, evidence),
                  connection.leaf(),
                  keys(),
                  workload.identities(),
                  accounts,
                  findings),
              policy.witnesses(),
              at);
      findings.addAll(witnesses.findings());
      return new DomainReport(
          DomainKind.CUSTOM,
          host.text(),
          evidence.host(),
          wildcard,
          at,
          evidence.capturedAt(),
          policy.digest(),
          evidence.digest(),
          connection.served(),
          DomainChecks.of(DomainKind.CUSTOM, findings, policy.required(), policy.waived()),
          workload.identities(),
          keys(),
          accounts,
          witnesses.witnesses());
    }

    /** What follows the asterisk, if a wildcard is what makes the certificate cover the host. */
    private Optional<String> wildcard() {
      return connection
          .leaf()
          .map(LeafCertificate::dnsNames)
          .filter(names -> names.stream().noneMatch(host.text()::equalsIgnoreCase))
          .flatMap(names -> names.stream().filter(host::isCoveredBy).findFirst())
          .map(name -> host.rest());
    }

    private List<KeyStatement> keys() {
      List<KeyStatement> keys = new ArrayList<>();
      connection
          .leaf()
          .map(leaf -> leaf.subjectPublicKeyInfo().sha256())
          .ifPresent(
              key ->
                  keys.add(
                      new KeyStatement(key, true, served && bound, List.of("served certificate"))));
      otherKeys.forEach(
          (file, key) -> keys.add(new KeyStatement(key, false, bound, List.of(file))));
      return keys;
    }

    private void checkManifest(Optional<RawBytes> bytes) {
      if (bytes.isEmpty()) {
        String absence = parsing.absence(EvidencePaths.MANIFEST);
        for (Check check : List.of(Check.MF_1, Check.MF_2, Check.CERT_1, Check.ACCT_1)) {
          findings.add(Finding.incomplete(check, "there is no manifest").withDetail(absence));
        }
        return;
      }
      Reading<Manifest> reading = Manifest.read(bytes.get());
      if (!(reading instanceof Reading.Read<Manifest> manifest)) {
        findings.add(Finding.fail(Check.MF_1, reading.problem().orElse("")));
        for (Check check : List.of(Check.MF_2, Check.CERT_1)) {
          findings.add(Finding.skipped(check, "the manifest cannot be read"));
        }
        checkAccount(parsing.document(EvidencePaths.ACCOUNT, EvidencePaths.MAX_FILE), false);
        return;
      }
      ManifestChecks checks =
          new ManifestChecks(manifest.value(), host, connection.leaf(), parsing);
      findings.add(checks.grammar());
      findings.add(checks.digests());
      findings.add(checks.certificate());
      served = checks.best().isPresent();
      otherKeys.putAll(checks.otherKeys());
      Optional<RawBytes> listed = checks.file(Manifest.ACCOUNT);
      checkAccount(listed.or(() -> evidence.body(EvidencePaths.ACCOUNT)), listed.isPresent());
    }

    /** ACCT-1; a document that the manifest does not cover can fail, but not pass. */
    private void checkAccount(Optional<RawBytes> json, boolean covered) {
      if (json.isEmpty()) {
        findings.add(
            Finding.incomplete(Check.ACCT_1, "there is no account document")
                .withDetail(parsing.absence(EvidencePaths.ACCOUNT)));
        return;
      }
      Reading<ObjectNode> root = StrictJson.read(json.get().toByteArray());
      root.problem().ifPresent(problem -> parsing.problem(EvidencePaths.ACCOUNT, problem));
      Reading<AccountDocument> reading = root.then(node -> AccountDocument.of(json.get(), node));
      if (!(reading instanceof Reading.Read<AccountDocument> read)) {
        findings.add(Finding.fail(Check.ACCT_1, reading.problem().orElse("")));
        return;
      }
      AccountDocument document = read.value();
      accounts.add(document.uri());
      Finding finding = account(document);
      findings.add(
          covered || finding.outcome() != CheckOutcome.PASS
              ? finding
              : Finding.skipped(Check.ACCT_1, "the manifest does not vouch for the document"));
    }

    private Finding account(AccountDocument document) {
      String uri = document.uri();
      if (document.disclosesKey()) {
        return Finding.fail(Check.ACCT_1, "the document shows a private key to everybody");
      } else if (policy.acmeAccounts().isEmpty()) {
        return document.isProduction()
            ? Finding.pass(Check.ACCT_1, "declared account " + uri)
            : Finding.fail(
                Check.ACCT_1,
                uri + " is no account of a known production service; the policy can allow it");
      }
      return policy.acmeAccounts().contains(uri)
          ? Finding.pass(Check.ACCT_1, "the policy allows the declared account " + uri)
          : Finding.fail(Check.ACCT_1, "the policy does not allow the account " + uri);
    }

    private Optional<Assessment> assessment() {
      Optional<RawBytes> json = parsing.document(EvidencePaths.QUOTE, EvidencePaths.MAX_QUOTE);
      QuoteReading reading =
          json.map(bytes -> QuoteAnswer.read(bytes.toByteArray()))
              .orElse(new QuoteReading.NoQuote(parsing.absence(EvidencePaths.QUOTE)));
      reading.problem().ifPresent(problem -> parsing.problem("quote.json", problem));
      if (reading instanceof QuoteReading.NoQuote none) {
        findings.add(
            Finding.incomplete(Check.Q_1, "there is no quote: " + none.reason())
                .withRefs("quote.json"));
      }
      return reading.found().map(answer -> assessor.assess(new Proof("quote.json", answer)));
    }

    /** RD-C1. */
    private Finding binding(Optional<RawBytes> manifest, Optional<Assessment> assessment) {
      if (manifest.isEmpty() || assessment.isEmpty()) {
        return Finding.incomplete(
            Check.RD_C1, manifest.isEmpty() ? "there is no manifest" : "there is no quote");
      }
      Measurement expected = reportData(manifest.get().sha256());
      Optional<Measurement> found = assessment.get().reportData();
      if (found.isEmpty()) {
        return Finding.fail(Check.RD_C1, "the bytes of the quote are no quote of a TD");
      } else if (!found.get().equals(expected)) {
        return Finding.fail(Check.RD_C1, "the quote's report data is not that of the manifest")
            .withDetails(List.of("report data " + found.get(), "expected    " + expected));
      } else if (assessment.get().statesOtherReportData()) {
        return Finding.fail(
            Check.RD_C1, "the answer states another report data than its quote has");
      }
      bound = true;
      return Finding.pass(Check.RD_C1, "the quote is bound to the manifest")
          .withDetail("report data " + expected)
          .withRefs("quote.json", "sha256sum.txt");
    }
  }
}
