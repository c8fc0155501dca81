package io.github.quotary.crypto;

/**
 * A key in {@link PreparedKeys}: its tables and how much it is used.
 *
 * @param <T> what is prepared
 */
final class PreparedKey<T> {
  final P256PublicKey key;

  private final T small;
  private volatile T best;

  /** Threads may overwrite one another's: each writes a recent age. */
  private volatile long lastUse;

  /** Both counted without care for other threads: they are estimates. */
  private int uses;

  private int refusals;

  /**
   * A key with a small table.
   *
   * @param uses how often it was used before
   * @param age of this use
   */
  PreparedKey(P256PublicKey key, T small, int uses, long age) {
    this.key = key;
    this.small = small;
    this.uses = uses;
    best = small;
    lastUse = age;
  }

  T best() {
    return best;
  }

  boolean isLarge() {
    return best != small;
  }

  void promote(T large) {
    best = large;
  }

  void demote() {
    best = small;
  }

  /** Counts a use. */
  void use(long age) {
    if (lastUse != age) {
      lastUse = age;
    }
    if (uses < HintCounts.MAX) {
      uses++;
    }
  }

  void halveUses() {
    uses /= 2;
  }

  /** Whether it is in such frequent use that a large table pays. */
  boolean isWorthLarge() {
    return uses >= HintCounts.MAX && !isLarge();
  }

  /** Counts a large table for which there was no room; true for every sixty-fourth. */
  boolean countRefusal() {
    return (++refusals & (HintCounts.MAX - 1)) == 0;
  }

  boolean isUsedLessThan(PreparedKey<T> other) {
    return uses < other.uses || (uses == other.uses && lastUse < other.lastUse);
  }

  /** Whether it is used so much less that another should have its place. */
  boolean isUsedMuchLessThan(int others) {
    return 2 * uses < others;
  }
}
