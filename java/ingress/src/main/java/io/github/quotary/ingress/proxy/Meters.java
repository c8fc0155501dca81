package io.github.quotary.ingress.proxy;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts, and keeps the cap. Thread-safe. */
final class Meters {
  final LongAdder failedHandshakes = new LongAdder();
  final LongAdder challenges = new LongAdder();
  final LongAdder bytesIn = new LongAdder();
  final LongAdder bytesOut = new LongAdder();
  final LongAdder evidenceRequests = new LongAdder();
  final LongAdder failedConnects = new LongAdder();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final AtomicLong open = new AtomicLong();
  private final long cap;

  Meters(long cap) {
    this.cap = cap;
  }

  /** Whether one more connection fits; it must be {@link #left} later if so. */
  boolean entered() {
    if (open.incrementAndGet() > cap) {
      open.decrementAndGet();
      refused.increment();
      return false;
    }
    accepted.increment();
    return true;
  }

  void left() {
    open.decrementAndGet();
  }

  ProxyCounters counters() {
    return new ProxyCounters(
        accepted.sum(),
        refused.sum(),
        open.get(),
        failedHandshakes.sum(),
        challenges.sum(),
        bytesIn.sum(),
        bytesOut.sum(),
        evidenceRequests.sum(),
        failedConnects.sum());
  }
}
