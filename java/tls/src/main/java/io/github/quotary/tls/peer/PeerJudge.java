package io.github.quotary.tls.peer;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import io.github.quotary.tls.peer.PeerFault.Reason;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges a peer's chain by its first certificate, and remembers whom it accepted. Thread-safe: two
 * threads that meet a new certificate at once both verify it.
 */
final class PeerJudge {
  private static final int SHOWN = 16;

  private final Verifier verifier;
  private final Clock clock;
  private final PeerLimits limits;
  private final CertificateJudge judge;
  private final VerdictCache cache;

  PeerJudge(Verifier verifier, Clock clock, PeerLimits limits) {
    this.verifier = verifier;
    this.clock = clock;
    this.limits = limits;
    this.judge = new CertificateJudge(verifier, limits.timeToLive());
    this.cache = new VerdictCache(limits.cachedVerdicts());
  }

  PeerLimits limits() {
    return limits;
  }

  Verifier verifier() {
    return verifier;
  }

  Instant now() {
    return clock.instant();
  }

  int cached() {
    return cache.size();
  }

  /** Why the chain is not even read; empty if it has a certificate and is within the limits. */
  Optional<PeerFault> sizeFault(Certificate @Nullable [] chain) {
    if (chain == null || chain.length == 0) {
      return Optional.of(
          new PeerFault(
              Reason.NO_CERTIFICATE,
              "the connection",
              "the peer showed no certificate",
              "the peer must show a certificate with evidence"));
    }
    if (chain.length > limits.chainLength()) {
      return Optional.of(
          tooLarge(chain.length + " certificates; " + limits.chainLength() + " are read"));
    }
    for (Certificate certificate : chain) {
      Optional<byte[]> der = encoding(certificate);
      if (!(certificate instanceof X509Certificate) || der.isEmpty()) {
        return Optional.of(
            new PeerFault(
                Reason.NO_CERTIFICATE,
                "the peer's chain",
                "a certificate in it is not one of X.509",
                "the peer must show X.509 certificates"));
      }
      if (der.get().length > limits.certificateBytes()) {
        return Optional.of(
            tooLarge(
                "a certificate of "
                    + der.get().length
                    + " bytes; "
                    + limits.certificateBytes()
                    + " are read"));
      }
    }
    return Optional.empty();
  }

  private static PeerFault tooLarge(String problem) {
    return new PeerFault(
        Reason.TOO_LARGE,
        "the peer's chain",
        problem,
        "raise the limit if the peer's evidence is that large");
  }

  /**
   * The verdict on a chain by its first certificate, from the cache while it lasts.
   *
   * @param role what the certificate must be for; null where that was checked before
   */
  PeerVerdict judge(Certificate @Nullable [] chain, @Nullable PeerRole role) {
    Optional<PeerFault> size = sizeFault(chain);
    if (size.isPresent() || chain == null) {
      return new PeerVerdict.Refused(size.orElseThrow());
    }
    X509Certificate leaf = (X509Certificate) chain[0];
    byte[] der = encoding(leaf).orElseThrow();
    Measurement sha256 = Measurement.of(Sha2.sha256(der));
    String where = "the peer's certificate " + shown(sha256);
    Instant at = clock.instant();
    Optional<PeerFault> rule = CertificateRules.fault(leaf, where, role, at);
    if (rule.isPresent()) {
      return new PeerVerdict.Refused(rule.get());
    }
    Optional<AttestedPeer> known = cache.find(sha256).filter(peer -> peer.isValidAt(at));
    if (known.isPresent()) {
      return new PeerVerdict.Accepted(known.get());
    }
    PeerVerdict verdict = judge.judge(leaf, der, sha256, where, at);
    verdict.peer().ifPresentOrElse(cache::put, () -> cache.remove(sha256));
    return verdict;
  }

  /** What is known of a certificate, valid or not. */
  Optional<AttestedPeer> known(Certificate certificate) {
    return encoding(certificate)
        .filter(der -> der.length <= limits.certificateBytes())
        .flatMap(der -> cache.find(Measurement.of(Sha2.sha256(ByteBuffer.wrap(der)))));
  }

  private static String shown(Measurement sha256) {
    return "(SHA-256 " + sha256.toString().substring(0, SHOWN) + "...)";
  }

  private static Optional<byte[]> encoding(Certificate certificate) {
    try {
      return Optional.of(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      return Optional.empty();
    }
  }
}
