package io.github.quotary.domain.report;

import io.github.quotary.quote.Measurement;
import java.net.IDN;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All results about a domain. Immutable; deterministic for the same evidence, policy and time.
 *
 * @param kind the kind of domain
 * @param host the requested name
 * @param connectedHost the name that evidence was captured from
 * @param baseDomain the gateway's base domain, or the name below a wildcard certificate's asterisk
 * @param verifiedAt the time of verification
 * @param capturedAt when the evidence was captured
 * @param provenance the roots, rules and evidence that the report relies on
 * @param policySha256 SHA-256 of the policy's content, 32 bytes
 * @param evidenceDigest SHA-256 over all parts of the evidence, 32 bytes
 * @param certificate the served certificate, if known
 * @param unreachable why the host could not be asked, in words; empty if it answered, or if there
 *     was no need to ask it
 * @param checks all checks
 * @param quotes what was found of the quotes' platforms
 * @param identities the attested identities: that of the served key first
 * @param keys the keys that the evidence mentions
 * @param accounts ACME accounts that the evidence names
 * @param witnesses the results from DNS and Certificate Transparency
 */
public record DomainReport(
    DomainKind kind,
    String host,
    String connectedHost,
    Optional<String> baseDomain,
    Instant verifiedAt,
    Instant capturedAt,
    Provenance provenance,
    Measurement policySha256,
    Measurement evidenceDigest,
    Optional<ServedCertificate> certificate,
    Optional<String> unreachable,
    DomainChecks checks,
    List<QuoteStatement> quotes,
    List<WorkloadIdentity> identities,
    List<KeyStatement> keys,
    List<String> accounts,
    Witnesses witnesses) {
  private static final String QUOTE_WITHOUT_DATE =
      "Freshness: a quote carries no date. It proves that a TD requested it at some time before"
          + " the capture.";

  private static final String ANSWERED_CHALLENGE =
      "Freshness beyond one answer: the TD answered one challenge. The quote over the manifest"
          + " carries no date, and nothing says how long the answer stays true.";

  private static final List<String> NOT_PROVEN =
      List.of(
          "Custody: whether the key is still in the TD, and only there, depends on the measured"
              + " code, not on the quote.",
          "Other connections: this report covers the captured connection. Another visitor may"
              + " reach another server.",
          "The capture: nobody signs a capture or files. TLS facts, DNS answers and CT answers in"
              + " them are the word of whoever made them.",
          "The code's quality: the compose hash identifies the code; it does not show that the code"
              + " is honest or correct.");

  private static final String GATEWAY_NOT_PROVEN =
      "The apps behind the gateway: proof of the gateway says nothing about any of them.";

  /** Copies the lists. */
  public DomainReport {
    quotes = List.copyOf(quotes);
    identities = List.copyOf(identities);
    keys = List.copyOf(keys);
    accounts = List.copyOf(accounts);
  }

  /** The host for display, with Unicode labels; empty if it has none. */
  public Optional<String> unicodeHost() {
    return Optional.of(IDN.toUnicode(host)).filter(text -> !text.equals(host));
  }

  /** The outcome of all mandatory checks together. */
  public Verdict verdict() {
    return checks.verdict();
  }

  /** What was not checked: out of {@code identity}, {@code reportData}, {@code eventLog}. */
  public List<String> notChecked() {
    List<String> names = new ArrayList<>();
    if (checks.identity() != ExpectedIdentity.STATED) {
      names.add("identity");
    }
    if (!checks.isJudged(kind == DomainKind.GATEWAY ? Check.RD_G1 : Check.RD_C1)) {
      names.add("reportData");
    }
    if (!checks.isJudged(Check.EL_1)) {
      names.add("eventLog");
    }
    return List.copyOf(names);
  }

  /** What the report does not prove, whatever the verdict; one sentence each. */
  public List<String> notProven() {
    List<String> sentences = new ArrayList<>();
    sentences.add(isFresh() ? ANSWERED_CHALLENGE : QUOTE_WITHOUT_DATE);
    sentences.addAll(NOT_PROVEN);
    if (kind == DomainKind.GATEWAY) {
      sentences.add(GATEWAY_NOT_PROVEN);
    }
    return List.copyOf(sentences);
  }

  private boolean isFresh() {
    return checks
        .result(Check.FRESH_1)
        .filter(result -> result.finding().outcome() == CheckOutcome.PASS)
        .isPresent();
  }
}
