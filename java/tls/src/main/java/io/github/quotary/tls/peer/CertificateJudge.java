package io.github.quotary.tls.peer;

import io.github.quotary.evidence.certificate.CertificateEvidence;
import io.github.quotary.evidence.part.Binding;
import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import io.github.quotary.evidence.report.InputChecks;
import io.github.quotary.quote.Measurement;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.tls.peer.PeerFault.Reason;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.Certificate;

/** Judges the evidence of one certificate: reads it, verifies its quote, compares what it binds. */
final class CertificateJudge {
  private final Verifier verifier;
  private final Duration timeToLive;

  CertificateJudge(Verifier verifier, Duration timeToLive) {
    this.verifier = verifier;
    this.timeToLive = timeToLive;
  }

  PeerVerdict judge(
      X509Certificate certificate, byte[] der, Measurement sha256, String where, Instant at) {
    Optional<Recognition> read = CertificateEvidence.read(der);
    if (!(read.orElse(null) instanceof Recognition.Parts parts)) {
      String problem =
          read.filter(Recognition.Refused.class::isInstance)
              .map(refused -> ((Recognition.Refused) refused).reason())
              .orElse("it cannot be read as an X.509 certificate");
      return refused(
          Reason.NO_EVIDENCE,
          where,
          problem,
          "the peer must show its evidence in the certificate, in a form that is supported");
    }
    if (!isKeyThatTlsUses(certificate, der)) {
      return refused(
          Reason.NOT_BOUND,
          where,
          "its key is not encoded as usual, so that the key of the evidence and of the connection"
              + " may differ",
          "the peer must write its key as a SubjectPublicKeyInfo in plain DER");
    }
    return judge(certificate, parts, sha256, where, at);
  }

  private PeerVerdict judge(
      X509Certificate certificate,
      Recognition.Parts parts,
      Measurement sha256,
      String where,
      Instant at) {
    List<Part.QuotePart> quotes = all(parts, Part.QuotePart.class);
    if (quotes.size() != 1) {
      return refused(
          Reason.NO_EVIDENCE,
          where,
          quotes.size() + " quotes are in it",
          "the peer must show one quote in its certificate");
    }
    List<Binding> bindings = quotes.get(0).bindings();
    List<EventLog> logs = all(parts, Part.LogPart.class).stream().map(Part.LogPart::log).toList();
    VerificationResult alone = verifier.verify(quotes.get(0).bytes(), at);
    if (alone instanceof Verified && !CertificateEvidence.bindsKey(bindings)) {
      return new PeerVerdict.Refused(
          new PeerFault(
              Reason.NOT_BOUND,
              where,
              "its evidence does not bind its key: " + unbound(bindings),
              "somebody may show another's evidence; the peer must have its quote made over its own"
                  + " key, as the form of its evidence prescribes",
              Optional.of(alone)));
    }
    VerificationResult result = InputChecks.of(alone, bindings, logs).result();
    return result instanceof Verified verified && verified.isTrusted()
        ? new PeerVerdict.Accepted(
            new AttestedPeer(certificate, sha256, verified, bindings, validUntil(verified, at)))
        : new PeerVerdict.Refused(VerdictWords.fault(result, where));
  }

  /**
   * The time to live, or until the collateral expires. Collateral that the policy accepts although
   * it has expired does not expire again.
   */
  private Instant validUntil(Verified verified, Instant at) {
    Instant end = at.plus(timeToLive);
    Instant expiration = verified.validity().earliestExpiration();
    return expiration.isAfter(at) && expiration.isBefore(end) ? expiration : end;
  }

  private static String unbound(List<Binding> bindings) {
    return bindings.stream()
        .filter(binding -> binding.outcome() != Binding.Outcome.HOLDS)
        .map(binding -> binding.name() + ": " + binding.detail())
        .collect(Collectors.joining("; "));
  }

  /** Evidence binds the bytes of the certificate; TLS uses what was parsed of them. */
  private static boolean isKeyThatTlsUses(X509Certificate certificate, byte[] der) {
    try {
      return Arrays.equals(
          Certificate.getInstance(der).getSubjectPublicKeyInfo().getEncoded(ASN1Encoding.DER),
          certificate.getPublicKey().getEncoded());
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle reports malformed DER by whatever exception it ran into.
      return false;
    }
  }

  private static <T extends Part> List<T> all(Recognition.Parts parts, Class<T> kind) {
    return parts.parts().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static PeerVerdict refused(Reason reason, String where, String problem, String advice) {
    return new PeerVerdict.Refused(new PeerFault(reason, where, problem, advice));
  }
}
