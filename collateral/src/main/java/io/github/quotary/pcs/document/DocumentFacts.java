package io.github.quotary.pcs.document;

import io.github.quotary.pki.Crl;
import io.github.quotary.pki.PkiFormatException;
import io.github.quotary.pki.SigningChain;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * Dates and number that a document states about itself. They can be trusted only if the document
 * can: see {@link TrustedDocument}.
 *
 * @param issueDate when it was issued: issueDate or thisUpdate
 * @param nextUpdate when the next issue is due
 * @param validFrom the issue date, or a later notBefore of a certificate of its issuer chain
 * @param validUntil the next update, or an earlier notAfter of a certificate of its issuer chain;
 *     that instant is still valid
 * @param number the TCB evaluation data number; for a revocation list, its CRL number; 0 for the
 *     list of TCB evaluation data numbers
 */
public record DocumentFacts(
    Instant issueDate, Instant nextUpdate, Instant validFrom, Instant validUntil, long number) {

  static DocumentFacts of(ReceivedDocument document) throws Refusal {
    SigningChain chain = chain(document.issuerChain());
    if (document.key().isRevocationList()) {
      Crl crl = crl(document.body());
      return of(chain, crl.thisUpdate(), crl.nextUpdate(), crl.number().longValue());
    }
    SignedEnvelope envelope = SignedEnvelope.parse(document.body(), document.key().member());
    boolean numbered = !(document.key() instanceof DocumentKey.EvaluationDataNumbers);
    return of(
        chain,
        envelope.requireDate("issueDate"),
        envelope.requireDate("nextUpdate"),
        numbered ? envelope.requireNumber("tcbEvaluationDataNumber") : 0);
  }

  private static DocumentFacts of(
      SigningChain chain, Instant issueDate, Instant nextUpdate, long number) {
    Instant notBefore = chain.latestNotBefore();
    Instant notAfter = chain.earliestNotAfter();
    return new DocumentFacts(
        issueDate,
        nextUpdate,
        issueDate.isAfter(notBefore) ? issueDate : notBefore,
        nextUpdate.isBefore(notAfter) ? nextUpdate : notAfter,
        number);
  }

  /**
   * Parses an issuer chain.
   *
   * @apiNote Internal to this module; may change without notice.
   */
  public static SigningChain chain(byte[] pem) throws Refusal {
    try {
      return SigningChain.parse(ByteBuffer.wrap(pem));
    } catch (PkiFormatException e) {
      throw new Refusal(FailureKind.MALFORMED, "its issuer chain: " + e.problem());
    }
  }

  static Crl crl(byte[] der) throws Refusal {
    try {
      return Crl.parse(der);
    } catch (PkiFormatException e) {
      throw new Refusal(FailureKind.MALFORMED, e.problem());
    }
  }

  /** Whether the document and every certificate of its chain are valid at this time. */
  public boolean isCurrentAt(Instant at) {
    return !at.isBefore(validFrom) && !at.isAfter(validUntil);
  }
}
