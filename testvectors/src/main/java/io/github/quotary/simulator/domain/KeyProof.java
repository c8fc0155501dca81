package io.github.quotary.simulator.domain;

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
public record KeyProof(
    String key,
    String quotedKey,
    @Nullable ProofForm form,
    boolean compressed,
    @Nullable Workload workload) {

  /** An honest entry. */
  public static KeyProof of(String key) {
    return new KeyProof(key, key, null, false, null);
  }

  /** The same with the quote of another key. */
  public KeyProof quoting(String otherKey) {
    return new KeyProof(key, otherKey, form, compressed, workload);
  }

  /** The same in another form. */
  public KeyProof withForm(ProofForm value) {
    return new KeyProof(key, quotedKey, value, compressed, workload);
  }

  /** The same with the key's point compressed. */
  public KeyProof withCompressedPoint() {
    return new KeyProof(key, quotedKey, form, true, workload);
  }

  /** The same quoted by somebody else. */
  public KeyProof by(Workload value) {
    return new KeyProof(key, quotedKey, form, compressed, value);
  }
}
