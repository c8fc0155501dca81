package io.github.quotary.tls.identity;

import io.github.quotary.guest.agent.GuestAgent;
import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.QuoteProvider;
import io.github.quotary.guest.provider.TeeQuote;
import java.util.List;

/**
 * Makes the evidence for a certificate, in one form. An implementation is thread-safe, and bounds
 * the time of every call.
 */
public interface EvidenceMaker {
  /** Where its evidence comes from, for a log. */
  String source();

  /**
   * Evidence that binds this key, as extensions of its certificate.
   *
   * @param subjectPublicKeyInfo the key, in DER
   */
  Answer<List<EvidenceExtension>> evidence(byte[] subjectPublicKeyInfo);

  /**
   * A quote over these report data, to answer a challenge.
   *
   * @param reportData 64 bytes
   */
  Answer<TeeQuote> quote(byte[] reportData);

  /**
   * Interoperable RA-TLS: extension {@code 2.23.133.5.4.9} with the quote and claims over the key.
   * The form to choose unless the relying parties know only another.
   */
  static EvidenceMaker interoperable(QuoteProvider provider) {
    return new InteroperableMaker(provider);
  }

  /**
   * dstack's RA-TLS with extensions {@code 1.3.6.1.4.1.62397.1.1} (quote) and {@code .2} (event
   * log, where the provider has one).
   */
  static EvidenceMaker dstackQuote(QuoteProvider provider) {
    return new DstackQuoteMaker(provider);
  }

  /**
   * dstack's RA-TLS with extension {@code 1.3.6.1.4.1.62397.1.8}, the agent's versioned
   * attestation. Needs an agent of version 0.5 or newer.
   */
  static EvidenceMaker dstackAttestation(GuestAgent agent) {
    return new DstackAttestationMaker(agent);
  }
}
