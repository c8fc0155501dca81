package io.github.quotary.service.soak;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.verify.BatchQuote;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something to verify, and what its verdict may be.
 *
 * @param bytes a quote, or what is sent as one
 * @param published sets of its platform, any of which may be in force; none for random bytes
 */
record Input(byte[] bytes, Collateral... published) {
  /** For a batch, with collateral of the verifier's source. */
  record InBatch(Input input, Instant at) implements BatchQuote {
    @Override
    public ByteBuffer quote() {
      return ByteBuffer.wrap(input.bytes());
    }

    @Override
    public @Nullable Collateral collateral() {
      return null;
    }
  }
}
