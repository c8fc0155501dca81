package io.github.quotary.tls.peer;

import java.time.Duration;

/**
 * Bounds on what a peer can make this side read and remember.
 *
 * @param certificateBytes of each certificate in DER
 * @param chainLength certificates in a chain
 * @param cachedVerdicts how many accepted peers are remembered, some 20 KiB each
 * @param timeToLive how long a verdict is used before it is made anew; it ends earlier where the
 *     collateral does
 */
public record PeerLimits(
    int certificateBytes, int chainLength, int cachedVerdicts, Duration timeToLive) {
  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException if one is not positive, or the time to live exceeds a day
   */
  public PeerLimits {
    if (certificateBytes < 1 || chainLength < 1 || cachedVerdicts < 1) {
      throw new IllegalArgumentException("A limit must be positive");
    }
    if (timeToLive.isNegative() || timeToLive.isZero() || timeToLive.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "A time to live of " + timeToLive + "; more than 0 and at most 1 day is possible");
    }
  }

  /** 64 KiB, 8 certificates, 512 verdicts, 1 hour. */
  public static PeerLimits standard() {
    return new PeerLimits(1 << 16, 8, 512, Duration.ofHours(1));
  }

  /** The same with another size of a certificate, in bytes. */
  public PeerLimits withCertificateBytes(int value) {
    return new PeerLimits(value, chainLength, cachedVerdicts, timeToLive);
  }

  /** The same with another length of a chain. */
  public PeerLimits withChainLength(int value) {
    return new PeerLimits(certificateBytes, value, cachedVerdicts, timeToLive);
  }

  /** The same with another number of verdicts. */
  public PeerLimits withCachedVerdicts(int value) {
    return new PeerLimits(certificateBytes, chainLength, value, timeToLive);
  }

  /** The same with another time to live. */
  public PeerLimits withTimeToLive(Duration value) {
    return new PeerLimits(certificateBytes, chainLength, cachedVerdicts, value);
  }
}
