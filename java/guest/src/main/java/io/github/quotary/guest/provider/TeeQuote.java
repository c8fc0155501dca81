package io.github.quotary.guest.provider;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A quote as its source gave it. Immutable.
 *
 * @param bytes the raw quote; bytes of padding may follow it
 * @param source where it comes from, as {@link QuoteProvider#source} says
 * @param eventLog what the source told of the runtime registers, a JSON array of events; only
 *     dstack has it
 * @param vmConfig the VM's configuration, JSON; only newer versions of dstack have it
 */
public record TeeQuote(
    ByteBuffer bytes, String source, Optional<String> eventLog, Optional<String> vmConfig) {
  /** Takes a read-only view; the caller leaves the bytes alone. */
  public TeeQuote {
    bytes = bytes.slice().asReadOnlyBuffer();
  }

  /** A read-only view, of its own position. */
  @Override
  public ByteBuffer bytes() {
    return bytes.duplicate();
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(bytes.position(), copy);
    return copy;
  }
}
