package io.github.quotary.simulator.domain;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a gateway's list of keys.
 *
 * @param key name of the key that is listed
 * @param quotedKey name of the key that is quoted; the same if honest
 * @param form how the proof is written down; null for that of the gateway's version
 * @param compressed whether the key is listed, and quoted, with a compressed point
 * @param workload who quotes; null for the gateway itself
 */
@RecordBuilder
public record KeyProof(
    String key,
    String quotedKey,
    @Nullable ProofForm form,
    boolean compressed,
    @Nullable Workload workload)
    implements KeyProofBuilder.With {

  /** An honest entry. */
  public static KeyProof of(String key) {
    return new KeyProof(key, key, null, false, null);
  }

  /** The same with the quote of another key. */
  public KeyProof quoting(String otherKey) {
    return withQuotedKey(otherKey);
  }

  /** The same with the key's point compressed. */
  public KeyProof withCompressedPoint() {
    return withCompressed(true);
  }

  /** The same quoted by somebody else. */
  public KeyProof by(Workload value) {
    return withWorkload(value);
  }
}
