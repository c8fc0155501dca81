package io.github.quotary.spark.column;

import io.github.quotary.policy.EvaluatedPlatform;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The columns of the platforms that were seen last, in one {@link ValueForm}. Thread-safe; shared by
 * all tasks that verify with one verifier.
 */
public final class PlatformCache {
  private static final int MAX_SLOTS = 1 << 20;

  private final AtomicReferenceArray<PlatformColumns> slots;
  private final SharedValues shared = new SharedValues();

  /**
   * A cache.
   *
   * @param hosts about how many platforms are expected
   */
  public PlatformCache(int hosts) {
    // Four slots for each, so that few share one.
    int size = Math.min(MAX_SLOTS, Integer.highestOneBit(Math.max(1, hosts)) << 2);
    slots = new AtomicReferenceArray<>(Math.max(1 << 6, size));
  }

  PlatformColumns of(Verified verified, ValueForm form) {
    EvaluatedPlatform platform = verified.platform();
    int hash = System.identityHashCode(platform);
    int slot = (hash ^ hash >>> 16) & (slots.length() - 1);
    PlatformColumns cached = slots.get(slot);
    if (cached == null || !cached.isOf(platform)) {
      cached = new PlatformColumns(verified, form, shared);
      slots.set(slot, cached);
    }
    return cached;
  }
}
