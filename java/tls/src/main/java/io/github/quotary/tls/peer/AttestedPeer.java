package io.github.quotary.tls.peer;

import io.github.quotary.evidence.part.Binding;
import io.github.quotary.quote.Measurement;
import io.github.quotary.verify.VerificationResult.Verified;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A peer whose evidence was verified, is trusted under the policy, and binds the certificate's key.
 * Immutable.
 *
 * @param certificate the certificate that it showed
 * @param sha256 of the certificate's DER encoding, 32 bytes
 * @param verdict on the quote in it; trusted
 * @param bindings what ties the quote to the certificate, and what was not checked of that
 * @param validUntil when the verdict has to be made anew: the time to live, or the earliest
 *     expiration of the collateral, whichever comes first
 */
public record AttestedPeer(
    X509Certificate certificate,
    Measurement sha256,
    Verified verdict,
    List<Binding> bindings,
    Instant validUntil) {
  /** Takes a copy of the list. */
  public AttestedPeer {
    bindings = List.copyOf(bindings);
  }

  /** When the quote was verified, in whole seconds. */
  public Instant verifiedAt() {
    return verdict.verifiedAt();
  }

  /** Whether the verdict may be used at this time: since it was made, before it ends. */
  public boolean isValidAt(Instant at) {
    return !at.isBefore(verifiedAt()) && at.isBefore(validUntil);
  }

  /** One line for a log: the certificate's hash and the verdict. */
  @Override
  public String toString() {
    return "peer " + sha256 + ": " + verdict;
  }
}
