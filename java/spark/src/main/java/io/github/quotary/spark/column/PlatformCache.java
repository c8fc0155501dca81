package io.github.quotary.spark.column;

import io.github.quotary.policy.EvaluatedPlatform;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the platforms that were seen last, in one {@link ValueForm}. Thread-safe; shared
 * by all tasks that verify with one verifier.
 */
public final class PlatformCache {
  private static final int WAYS = 8;
  private static final int MAX_SETS = 1 << 18;

  private final AtomicReferenceArray<@Nullable PlatformColumns> slots;
  private final int setMask;
  private final SharedValues shared = new SharedValues();

  /**
   * A cache.
   *
   * @param hosts about how many platforms are expected
   */
  public PlatformCache(int hosts) {
    // On average one in a set of eight, so that hardly a set has more than its eight.
    int sets = Math.min(MAX_SETS, Integer.highestOneBit(Math.max(1, hosts)) << 1);
    setMask = sets - 1;
    slots = new AtomicReferenceArray<>(sets * WAYS);
  }

  PlatformColumns of(Verified verified, ValueForm form) {
    EvaluatedPlatform platform = verified.platform();
    int hash = System.identityHashCode(platform);
    int base = ((hash ^ hash >>> 16) & setMask) * WAYS;
    int free = base + (hash >>> 8 & WAYS - 1);
    for (int i = base; i < base + WAYS; i++) {
      PlatformColumns cached = slots.get(i);
      if (cached == null) {
        free = i;
      } else if (cached.refersTo(platform)) {
        return cached;
      }
    }
    PlatformColumns made = new PlatformColumns(verified, form, shared);
    slots.set(free, made);
    return made;
  }
}
