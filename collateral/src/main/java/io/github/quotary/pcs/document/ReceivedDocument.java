package io.github.quotary.pcs.document;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A document as it was received: neither parsed nor trusted. Immutable.
 *
 * <p>The body of a signed JSON document is the envelope, byte for byte; that of a revocation list
 * is DER, whatever encoding it was sent in.
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
   * @param key what it is said to be
   * @param body the envelope, or DER
   * @param issuerChain PEM, the signer first; of the root CA's revocation list the root alone, or
   *     nothing as long as the root is not known
   * @param origin the endpoint's name, or the file
   * @param receivedAt when; 1970-01-01T00:00:00Z where that is not known
   */
  public ReceivedDocument(
      DocumentKey key, byte[] body, byte[] issuerChain, String origin, Instant receivedAt) {
    this.key = key;
    this.body = body.clone();
    this.issuerChain = issuerChain.clone();
    this.origin = origin;
    this.receivedAt = receivedAt;
  }

  /** What it is said to be. */
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

  /** When it was received; 1970-01-01T00:00:00Z where that is not known. */
  public Instant receivedAt() {
    return receivedAt;
  }

  /** What it says of itself, which nobody has checked; empty if it cannot be parsed. */
  public Optional<DocumentFacts> facts() {
    try {
      return Optional.of(DocumentFacts.of(this));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }

  public int size() {
    return body.length + issuerChain.length;
  }

  public ReceivedDocument withIssuerChain(byte[] pem) {
    return new ReceivedDocument(key, body, pem, origin, receivedAt);
  }

  /** Whether key, body and chain are the same, wherever and whenever they came from. */
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
