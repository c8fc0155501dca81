package io.github.quotary.domain.custom;

import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.certificate.LeafCertificate;
import io.github.quotary.domain.connection.ConnectionChecks.NameRule;
import io.github.quotary.domain.dstack.QuoteAnswer;
import io.github.quotary.domain.dstack.QuoteReading;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.DomainKind;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.report.KeyStatement;
import io.github.quotary.domain.verification.Binding;
import io.github.quotary.domain.verification.Form;
import io.github.quotary.domain.verification.Inquiry;
import io.github.quotary.domain.verification.Part;
import io.github.quotary.domain.verification.Subject;
import io.github.quotary.domain.workload.Assessment;
import io.github.quotary.domain.workload.Preimages;
import io.github.quotary.domain.workload.Proof;
import io.github.quotary.quote.Measurement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The stage of the quote: whether it is bound to the manifest, and so to the served key. */
final class BindingStage {
  private static final String QUOTE = "quote.json";
  private static final int REPORT_DATA_SIZE = 64;

  private BindingStage() {}

  static Binding of(ManifestStage manifest) {
    Inquiry inquiry = manifest.inquiry();
    Part<RawBytes> json =
        inquiry.documents().document(EvidencePaths.QUOTE, EvidencePaths.MAX_QUOTE);
    QuoteReading reading =
        json.value()
            .map(bytes -> QuoteAnswer.read(bytes.toByteArray()))
            .orElseGet(
                () -> new QuoteReading.NoQuote(inquiry.documents().absence(EvidencePaths.QUOTE)));
    Optional<Assessment> assessment =
        reading.found().map(answer -> inquiry.assessor().assess(new Proof(QUOTE, answer)));
    Finding binding = binding(manifest.digest(), assessment);
    return new Binding(
        inquiry,
        subject(manifest.host(), inquiry),
        assessment.stream().toList(),
        Preimages.none(),
        keys(manifest, binding.outcome() == CheckOutcome.PASS),
        manifest.account().stream().toList(),
        Stream.of(
                manifest.findings(),
                missing(reading),
                List.of(binding, ChallengeCheck.of(manifest, assessment)))
            .flatMap(List::stream)
            .toList(),
        manifest.form().and(json.form()).and(Form.problem(QUOTE, reading.problem())));
  }

  private static Subject subject(DnsName host, Inquiry inquiry) {
    return new Subject(
        DomainKind.CUSTOM,
        host.text(),
        wildcard(host, inquiry.served()),
        NameRule.covers(host),
        CustomDomainVerifier.names(host, inquiry.evidence()));
  }

  /** What follows the asterisk, if a wildcard is what makes the certificate cover the host. */
  private static Optional<String> wildcard(DnsName host, Optional<LeafCertificate> served) {
    return served
        .map(LeafCertificate::dnsNames)
        .filter(names -> names.stream().noneMatch(host.text()::equalsIgnoreCase))
        .flatMap(names -> names.stream().filter(host::isCoveredBy).findFirst())
        .map(name -> host.rest());
  }

  private static List<KeyStatement> keys(ManifestStage manifest, boolean isBound) {
    List<KeyStatement> keys = new ArrayList<>();
    manifest
        .inquiry()
        .served()
        .map(leaf -> leaf.subjectPublicKeyInfo().sha256())
        .ifPresent(
            key ->
                keys.add(
                    new KeyStatement(
                        key,
                        true,
                        manifest.listsServedKey() && isBound,
                        List.of("served certificate"))));
    manifest
        .otherKeys()
        .forEach((file, key) -> keys.add(new KeyStatement(key, false, isBound, List.of(file))));
    return keys;
  }

  /** Q-1, where there is no quote. */
  private static List<Finding> missing(QuoteReading reading) {
    return reading.fold(
        answer -> List.of(),
        reason ->
            List.of(
                Finding.incomplete(Check.Q_1, "no quote is available: " + reason).withRefs(QUOTE)),
        fault -> List.of());
  }

  /** RD-C1. */
  private static Finding binding(Optional<Measurement> manifest, Optional<Assessment> assessment) {
    if (manifest.isEmpty() || assessment.isEmpty()) {
      return Finding.incomplete(
          Check.RD_C1, manifest.isEmpty() ? "no manifest is available" : "no quote is available");
    }
    Measurement expected = reportData(manifest.get());
    Optional<Measurement> found = assessment.get().reportData();
    if (found.isEmpty()) {
      return Finding.fail(Check.RD_C1, "the quote is not a TD quote");
    } else if (!found.get().equals(expected)) {
      return Finding.fail(Check.RD_C1, "the quote's report data does not match the manifest")
          .withDetails(List.of("report data " + found.get(), "expected    " + expected));
    } else if (assessment.get().statesOtherReportData()) {
      return Finding.fail(Check.RD_C1, "the answer's report data differs from its quote's");
    }
    return Finding.pass(Check.RD_C1, "the quote is bound to the manifest")
        .withDetail("report data " + expected)
        .withRefs(QUOTE, "sha256sum.txt");
  }

  /** Report data of a quote over a manifest: its SHA-256, and 32 zero bytes. */
  static Measurement reportData(Measurement manifestSha256) {
    return Measurement.of(Arrays.copyOf(manifestSha256.toByteArray(), REPORT_DATA_SIZE));
  }
}
