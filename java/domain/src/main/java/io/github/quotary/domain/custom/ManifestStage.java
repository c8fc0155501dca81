package io.github.quotary.domain.custom;

import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.verification.Documents;
import io.github.quotary.domain.verification.Form;
import io.github.quotary.domain.verification.Inquiry;
import io.github.quotary.domain.verification.Part;
import io.github.quotary.quote.Measurement;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The stage of the manifest: its grammar, its files, and the account document among them.
 *
 * @param inquiry the stage before
 * @param host the requested name
 * @param digest SHA-256 of the manifest, whether or not it is well-formed; empty if there is none
 * @param listsServedKey whether a listed certificate has the served key
 * @param otherKeys keys of the host's other certificates that the manifest lists, by file
 * @param account the ACME account that the evidence names
 * @param findings MF-1, MF-2, CERT-1 and ACCT-1
 * @param form the form of all documents up to here
 */
record ManifestStage(
    Inquiry inquiry,
    DnsName host,
    Optional<Measurement> digest,
    boolean listsServedKey,
    SortedMap<String, Measurement> otherKeys,
    Optional<String> account,
    List<Finding> findings,
    Form form) {
  /** Copies map and list. */
  ManifestStage {
    otherKeys = Collections.unmodifiableSortedMap(new TreeMap<>(otherKeys));
    findings = List.copyOf(findings);
  }

  static ManifestStage of(Inquiry inquiry, DnsName host) {
    Part<RawBytes> bytes = inquiry.documents().document(EvidencePaths.MANIFEST, Manifest.MAX_BYTES);
    Form form = inquiry.form().and(bytes.form());
    if (bytes.value().isEmpty()) {
      return absent(inquiry, host, form);
    }
    Measurement digest = bytes.value().get().sha256();
    return Manifest.read(bytes.value().get())
        .fold(
            manifest -> wellFormed(inquiry, host, digest, manifest, form),
            fault -> malformed(inquiry, host, digest, fault.text(), form));
  }

  private static ManifestStage absent(Inquiry inquiry, DnsName host, Form form) {
    String absence = inquiry.documents().absence(EvidencePaths.MANIFEST);
    List<Finding> findings =
        List.of(Check.MF_1, Check.MF_2, Check.CERT_1, Check.ACCT_1).stream()
            .map(check -> Finding.incomplete(check, "no manifest is available").withDetail(absence))
            .toList();
    return new ManifestStage(
        inquiry,
        host,
        Optional.empty(),
        false,
        Collections.emptySortedMap(),
        Optional.empty(),
        findings,
        form);
  }

  private static ManifestStage malformed(
      Inquiry inquiry, DnsName host, Measurement digest, String problem, Form form) {
    Part<RawBytes> json =
        inquiry.documents().document(EvidencePaths.ACCOUNT, EvidencePaths.MAX_FILE);
    AccountCheck account = account(inquiry, json.value(), false);
    return new ManifestStage(
        inquiry,
        host,
        Optional.of(digest),
        false,
        Collections.emptySortedMap(),
        account.uri(),
        List.of(
            Finding.fail(Check.MF_1, problem),
            Finding.skipped(Check.MF_2, "the manifest is malformed"),
            Finding.skipped(Check.CERT_1, "the manifest is malformed"),
            account.finding()),
        form.and(json.form()).and(account.form()));
  }

  private static ManifestStage wellFormed(
      Inquiry inquiry, DnsName host, Measurement digest, Manifest manifest, Form form) {
    ManifestFiles files = ManifestFiles.of(manifest, inquiry.documents());
    ManifestChecks checks = ManifestChecks.of(manifest, files, host, inquiry.served());
    Optional<RawBytes> listed = files.intact(Manifest.ACCOUNT);
    AccountCheck account =
        account(
            inquiry,
            listed.or(() -> inquiry.evidence().body(EvidencePaths.ACCOUNT)),
            listed.isPresent());
    return new ManifestStage(
        inquiry,
        host,
        Optional.of(digest),
        checks.best().isPresent(),
        checks.otherKeys(),
        account.uri(),
        Stream.of(checks.findings(), List.of(account.finding())).flatMap(List::stream).toList(),
        form.and(files.form()).and(account.form()));
  }

  private static AccountCheck account(Inquiry inquiry, Optional<RawBytes> json, boolean isCovered) {
    Documents documents = inquiry.documents();
    return json.map(bytes -> AccountCheck.of(bytes, isCovered, inquiry.policy().acmeAccounts()))
        .orElseGet(() -> AccountCheck.withoutDocument(documents.absence(EvidencePaths.ACCOUNT)));
  }
}
