package io.github.quotary.pcs.document;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A document as received: neither parsed nor trusted. Immutable.
 *
 * <p>The body of a signed JSON document is the envelope, byte for byte; that of a revocation list
 * is always DER.
 */
public final class ReceivedDocument {
  private final DocumentKey key;
  private final byte[] body;
  private final byte[] issuerChain;
  private final String origin;
  private final Instant receivedAt;

  /**
   * A document.
   *
   * @param key the document that was requested
   * @param body the envelope, or DER
   * @param issuerChain PEM, the signer first; for the root CA's revocation list, the root alone, or
   *     empty while the root is unknown
   * @param origin the endpoint's name, or the file
   * @param receivedAt time of receipt; 1970-01-01T00:00:00Z if unknown
   */
  public ReceivedDocument(
      DocumentKey key, byte[] body, byte[] issuerChain, String origin, Instant receivedAt) {
    this.key = key;
    this.body = body.clone();
    this.issuerChain = issuerChain.clone();
    this.origin = origin;
    this.receivedAt = receivedAt;
  }

  /** The document that was requested. */
  public DocumentKey key() {
    return key;
  }

  /** A copy of the envelope or the DER. */
  public byte[] body() {
    return body.clone();
  }

  /** A copy of the issuer chain, PEM; may be empty. */
  public byte[] issuerChain() {
    return issuerChain.clone();
  }

  /** The endpoint's name, or the file. */
  public String origin() {
    return origin;
  }

  /** Time of receipt; 1970-01-01T00:00:00Z if unknown. */
  public Instant receivedAt() {
    return receivedAt;
  }

  /** Its dates and number, unverified; empty if the document is malformed. */
  public Optional<DocumentFacts> facts() {
    try {
      return Optional.of(DocumentFacts.of(this));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }

  /** Size of body and issuer chain in bytes. */
  public int size() {
    return body.length + issuerChain.length;
  }

  /** The same document with another issuer chain in PEM. */
  public ReceivedDocument withIssuerChain(byte[] pem) {
    return new ReceivedDocument(key, body, pem, origin, receivedAt);
  }

  /** Whether key, body and chain are equal; origin and time of receipt do not count. */
  public boolean hasSameContent(ReceivedDocument other) {
    return key.equals(other.key)
        && Arrays.equals(body, other.body)
        && Arrays.equals(issuerChain, other.issuerChain);
  }

  @Override
  public String toString() {
    return key + " from " + origin;
  }
}
