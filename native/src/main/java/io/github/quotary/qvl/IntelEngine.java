package io.github.quotary.qvl;

import io.github.quotary.collateral.Collateral;
import java.nio.ByteBuffer;
import java.time.Instant;

/** One of Intel's libraries. Implementations in this package are thread-safe. */
public interface IntelEngine {
  /**
   * Verifies a quote with this collateral at this time; never throws.
   *
   * @param quote its remaining bytes; the position stays
   */
  QvlVerdict verify(ByteBuffer quote, Collateral collateral, Instant at);
}
