package io.github.quotary.service.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many requests each client may send: a bucket of tokens for each, which fills steadily.
 * Clients beyond the maximum share nothing: the one that was quiet for longest is forgotten, and
 * begins with a full bucket when it comes back. Thread-safe.
 */
public final class ClientLimits {
  private static final double NANOS = 1e9;

  private final double perSecond;
  private final double burst;
  private final int maxClients;
  private final LongSupplier ticker;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Limits for each client.
   *
   * @param perSecond requests per second
   * @param burst how many may come at once
   * @param maxClients how many are remembered
   * @param ticker nanoseconds since some moment
   */
  public ClientLimits(double perSecond, double burst, int maxClients, LongSupplier ticker) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.maxClients = maxClients;
    this.ticker = ticker;
  }

  /**
   * Takes a token.
   *
   * @return 0 if there was one; otherwise the seconds until there is, at least 1
   */
  public long take(String client) {
    long now = ticker.getAsLong();
    synchronized (buckets) {
      Bucket bucket = buckets.computeIfAbsent(client, any -> new Bucket(burst, now));
      if (buckets.size() > maxClients) {
        buckets.remove(buckets.keySet().iterator().next());
      }
      bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.filled) / NANOS * perSecond);
      bucket.filled = now;
      if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return 0;
      }
      return Math.max(1, (long) Math.ceil((1 - bucket.tokens) / perSecond));
    }
  }

  /** How many clients are remembered. */
  int size() {
    synchronized (buckets) {
      return buckets.size();
    }
  }

  /** Tokens of one client; guarded by the map. */
  private static final class Bucket {
    private double tokens;
    private long filled;

    Bucket(double tokens, long filled) {
      this.tokens = tokens;
      this.filled = filled;
    }
  }
}
