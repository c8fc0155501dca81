package io.github.quotary.domain.report;

import io.github.quotary.quote.Measurement;
import java.net.IDN;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that was found about a domain. Immutable, and the same for the same evidence, policy
 * and time.
 *
 * @param kind the kind of domain
 * @param host the name that was asked about
 * @param connectedHost the name that evidence was captured from
 * @param baseDomain the gateway's base domain, or the name below a wildcard certificate's asterisk
 * @param verifiedAt the time of verification
 * @param capturedAt when the evidence was captured
 * @param policyDigest SHA-256 of what the policy states, 32 bytes
 * @param evidenceDigest SHA-256 over all parts of the evidence, 32 bytes
 * @param certificate the served certificate, if one is known
 * @param checks all checks
 * @param identities who attested: the proof of the served key first
 * @param keys the keys that the evidence speaks of
 * @param accounts ACME accounts that the evidence names
 * @param witnesses what the DNS and Certificate Transparency say
 */
public record DomainReport(
    DomainKind kind,
    String host,
    String connectedHost,
    Optional<String> baseDomain,
    Instant verifiedAt,
    Instant capturedAt,
    Measurement policyDigest,
    Measurement evidenceDigest,
    Optional<ServedCertificate> certificate,
    DomainChecks checks,
    List<WorkloadIdentity> identities,
    List<KeyStatement> keys,
    List<String> accounts,
    Witnesses witnesses) {
  private static final List<String> NOT_PROVEN =
      List.of(
          "Freshness: a quote has no date. It proves that a TD asked for it at some time before the"
              + " capture.",
          "Custody: that the key is still in the TD, and only there, follows from the measured"
              + " code, not from the quote.",
          "Other connections: this is about the connection that was captured. Another visitor may"
              + " be sent to another server.",
          "The capture: evidence from files or from a bundle is as true as whoever captured it.",
          "The code's honesty: the compose hash says which code runs, not that it is any good.");

  private static final String GATEWAY_NOT_PROVEN =
      "The apps behind the gateway: a gateway that is proven says nothing about any of them.";

  /** Copies the lists. */
  public DomainReport {
    identities = List.copyOf(identities);
    keys = List.copyOf(keys);
    accounts = List.copyOf(accounts);
  }

  /** The host for a person's eye, with Unicode labels; empty where it has none. */
  public Optional<String> unicodeHost() {
    return Optional.of(IDN.toUnicode(host)).filter(text -> !text.equals(host));
  }

  /** The outcome of all mandatory checks together. */
  public Verdict verdict() {
    return checks.verdict();
  }

  /** What the report does not prove, whatever the verdict; a sentence each. */
  public List<String> notProven() {
    return kind == DomainKind.CUSTOM
        ? NOT_PROVEN
        : Stream.concat(NOT_PROVEN.stream(), Stream.of(GATEWAY_NOT_PROVEN)).toList();
  }
}
