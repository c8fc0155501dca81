package io.github.quotary.domain.connection;

import io.github.quotary.domain.capture.WebPki;
import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.certificate.LeafCertificate;
import io.github.quotary.domain.evidence.ChallengePath;
import io.github.quotary.domain.evidence.Document;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.evidence.TlsFacts;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.report.ServedCertificate;
import io.github.quotary.quote.Measurement;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The checks of the connection: TLS-1 to TLS-3. The captured chain is validated again here, at the
 * time of verification; what the capture found does not count.
 */
public final class ConnectionChecks {
  private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

  private final DomainEvidence evidence;
  private final DnsName host;
  private final WebPki webPki;
  private final Instant at;
  private final Reading<LeafCertificate> leaf;

  private ConnectionChecks(DomainEvidence evidence, DnsName host, WebPki webPki, Instant at) {
    this.evidence = evidence;
    this.host = host;
    this.webPki = webPki;
    this.at = at;
    this.leaf =
        evidence
            .servedLeaf()
            .map(LeafCertificate::read)
            .orElse(Reading.malformed("the served certificate is unknown"));
  }

  /**
   * The checks of this evidence.
   *
   * @param host the name that the evidence must be for
   * @param webPki who may issue the server's certificate
   * @param at the time of verification
   */
  public static ConnectionChecks of(
      DomainEvidence evidence, DnsName host, WebPki webPki, Instant at) {
    return new ConnectionChecks(evidence, host, webPki, at);
  }

  /** The served certificate, if there is a well-formed one. */
  public Optional<LeafCertificate> leaf() {
    return leaf.found();
  }

  /** The served certificate, for the report. */
  public Optional<ServedCertificate> served() {
    return leaf()
        .map(
            certificate ->
                new ServedCertificate(
                    certificate.der().sha256(),
                    certificate.dnsNames(),
                    certificate.issuer(),
                    certificate.serial(),
                    certificate.notBefore(),
                    certificate.notAfter()));
  }

  /**
   * What was found.
   *
   * @param names what the certificate's names must be, and whether they are
   * @param issuers SHA-256 of the SubjectPublicKeyInfo of issuers that are allowed; none: any
   */
  public List<Finding> findings(NameRule names, Set<Measurement> issuers) {
    return List.of(webPki(names), continuity(), issuer(issuers));
  }

  /** Requirement for the served certificate's names. */
  @FunctionalInterface
  public interface NameRule {
    /** What is wrong with these DNS names; empty if nothing is. */
    Optional<String> objection(List<String> dnsNames);

    /** One of the names covers the host. */
    static NameRule covers(DnsName host) {
      return names ->
          host.isCoveredByAny(names)
              ? Optional.empty()
              : Optional.of("the certificate is for " + names + ", which does not cover " + host);
    }
  }

  private Finding webPki(NameRule names) {
    List<String> objections = new ArrayList<>(redirects());
    TlsFacts tls = evidence.tls();
    if (!evidence.host().equals(host.text())) {
      objections.add("the evidence is for " + evidence.host() + ", not for " + host);
    }
    tls.protocol()
        .filter(protocol -> !PROTOCOLS.contains(protocol))
        .ifPresent(
            protocol -> objections.add(protocol + " is too old; at least TLS 1.2 is required"));
    boolean chainMissing = false;
    if (leaf().isPresent()) {
      LeafCertificate certificate = leaf().get();
      names.objection(certificate.dnsNames()).ifPresent(objections::add);
      if (!certificate.isValidAt(at)) {
        objections.add(
            "the certificate is valid from "
                + certificate.notBefore()
                + " to "
                + certificate.notAfter()
                + ", not at "
                + at);
      } else {
        chainMissing = judgeChain(objections);
      }
    } else if (evidence.servedLeaf().isPresent()) {
      leaf.problem().ifPresent(objections::add);
    }
    if (!objections.isEmpty()) {
      return Finding.fail(Check.TLS_1, objections.get(0)).withDetails(objections);
    } else if (evidence.servedLeaf().isEmpty()) {
      return Finding.incomplete(Check.TLS_1, "the served certificate is unknown")
          .withDetail(tls.detail());
    } else if (chainMissing) {
      return Finding.incomplete(
          Check.TLS_1,
          "only the leaf is known, and none of " + webPki.source().words() + " issued it directly");
    } else if (tls.protocol().isEmpty()) {
      return Finding.incomplete(
          Check.TLS_1, chainWords() + " and its names match, but no handshake was observed");
    }
    return Finding.pass(
            Check.TLS_1, chainWords() + " and its names match, over " + tls.protocol().get())
        .withDetails(
            List.of(
                "names of the certificate: " + leaf().orElseThrow().dnsNames(),
                "application protocol: " + tls.applicationProtocol().orElse("none negotiated"),
                "peer: " + tls.peerAddress().orElse("unknown")));
  }

  private String chainWords() {
    return "the chain leads to " + webPki.source().words();
  }

  /** Judges the chain; true if a file had the leaf alone, so that its path cannot be known. */
  private boolean judgeChain(List<String> objections) {
    WebPki.Finding finding = webPki.judge(evidence.peerChain(), host, at);
    boolean onlyLeaf = evidence.peerChain().size() == 1 && evidence.tls().protocol().isEmpty();
    if (finding.path() != TlsFacts.Validation.VALID && onlyLeaf) {
      return true;
    }
    if (!finding.isValid()) {
      objections.add(finding.detail());
    }
    return false;
  }

  private List<String> redirects() {
    List<String> redirects = new ArrayList<>();
    for (Map.Entry<String, Document> document : evidence.documents().entrySet()) {
      if (ChallengePath.nonce(document.getKey()).isPresent()) {
        continue; // It means that the domain offers no challenge.
      }
      if (document.getValue() instanceof Document.Absent absent
          && absent.reason() == Document.Reason.REDIRECTED) {
        redirects.add(document.getKey() + " redirects: " + absent.detail());
      } else if (document.getValue() instanceof Document.Answered answered
          && answered.status() / 100 == 3) {
        redirects.add(document.getKey() + " redirects, with status " + answered.status());
      }
    }
    return redirects;
  }

  private Finding continuity() {
    TlsFacts tls = evidence.tls();
    return switch (tls.continuity()) {
      case ONE_CONNECTION ->
          Finding.pass(Check.TLS_2, "all evidence came over the connection with this certificate");
      case SAME_LEAF ->
          Finding.pass(
              Check.TLS_2, "all " + tls.connections() + " connections showed the same certificate");
      case DIFFERENT_LEAVES ->
          Finding.incomplete(
              Check.TLS_2,
              "the connections showed different certificates, so evidence and key may come from two"
                  + " servers");
      case UNKNOWN ->
          Finding.incomplete(Check.TLS_2, "the connection that the evidence came over is unknown");
    };
  }

  private Finding issuer(Set<Measurement> issuers) {
    if (issuers.isEmpty()) {
      return Finding.notApplicable(Check.TLS_3, "the policy names no issuers");
    }
    if (evidence.peerChain().isEmpty()) {
      return Finding.incomplete(Check.TLS_3, "the served certificate is unknown");
    }
    List<X509Certificate> allowed =
        Stream.concat(presentedIssuers().stream(), webPki.roots().stream())
            .filter(
                issuer ->
                    issuers.contains(RawBytes.of(issuer.getPublicKey().getEncoded()).sha256()))
            .toList();
    // Anybody can add a certificate to a chain: a path must lead from the leaf to the issuer.
    boolean issued =
        !allowed.isEmpty()
            && WebPki.of(allowed).judge(evidence.peerChain(), host, at).path()
                == TlsFacts.Validation.VALID;
    return issued
        ? Finding.pass(Check.TLS_3, "an issuer of the certificate has an allowed key")
        : Finding.fail(Check.TLS_3, "no issuer of the certificate has an allowed key");
  }

  private List<X509Certificate> presentedIssuers() {
    return evidence.peerChain().stream().skip(1).flatMap(der -> certificate(der).stream()).toList();
  }

  /** Empty if it is not a certificate; TLS-1 reports faults of the chain. */
  private static Optional<X509Certificate> certificate(RawBytes der) {
    try {
      return Optional.of(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der.toByteArray())));
    } catch (CertificateException e) {
      return Optional.empty();
    }
  }
}
