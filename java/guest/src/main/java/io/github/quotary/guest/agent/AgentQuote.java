package io.github.quotary.guest.agent;

import io.github.quotary.guest.provider.TeeQuote;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The agent's answer to {@code GetQuote}. The quote is over the report data that were asked for;
 * its signatures were not checked, and nothing but the quote itself is signed. Immutable.
 *
 * @param json the whole answer, byte for byte: what a producer of evidence publishes as {@code
 *     quote.json}
 * @param quote the quote, with the event log and the VM's configuration
 * @param attestation the versioned attestation that newer agents add; they leave it out where the
 *     other members say the same
 */
public record AgentQuote(ByteBuffer json, TeeQuote quote, Optional<ByteBuffer> attestation) {
  /** Takes read-only views; the caller leaves the bytes alone. */
  public AgentQuote {
    json = json.slice().asReadOnlyBuffer();
    attestation = attestation.map(bytes -> bytes.slice().asReadOnlyBuffer());
  }

  /** A read-only view, of its own position. */
  @Override
  public ByteBuffer json() {
    return json.duplicate();
  }

  /** A read-only view, of its own position. */
  @Override
  public Optional<ByteBuffer> attestation() {
    return attestation.map(ByteBuffer::duplicate);
  }
}
