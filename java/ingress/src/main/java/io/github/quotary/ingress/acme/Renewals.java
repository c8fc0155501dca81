package io.github.quotary.ingress.acme;

import io.github.quotary.ingress.acme.RenewalDecision.Reason;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Decides when to renew. It is pure.
 *
 * <p>Without advice, a certificate is due when a third of its lifetime is left: 30 days of 90; one
 * that lives less than 10 days when half is left. Configured days take the place of that, but never
 * more than half the lifetime. Advice decides where no days are configured; where they are, it can
 * only make the time earlier, as it does before a revocation. Advice cannot delay beyond a tenth of
 * the lifetime before its end.
 */
public final class Renewals {
  private static final Duration SHORT = Duration.ofDays(10);
  private static final int LATEST_PART = 10;

  private Renewals() {}

  /**
   * The decision.
   *
   * @param position in the advised window, 0 to 1: a random number, the same in every decision on
   *     this certificate; {@link #position} makes one
   * @param daysBefore the end, if they are configured
   */
  public static RenewalDecision decide(
      X509Certificate certificate,
      Optional<RenewalAdvice> advice,
      double position,
      Instant now,
      OptionalInt daysBefore) {
    Instant start = certificate.getNotBefore().toInstant();
    Instant end = certificate.getNotAfter().toInstant();
    return decide(start, end, advice, position, now, daysBefore);
  }

  static RenewalDecision decide(
      Instant start,
      Instant end,
      Optional<RenewalAdvice> advice,
      double position,
      Instant now,
      OptionalInt daysBefore) {
    Duration lifetime = Duration.between(start, end);
    Instant at = end.minus(left(lifetime, daysBefore));
    Reason reason = daysBefore.isPresent() ? Reason.CONFIGURED : Reason.LIFETIME;
    if (advice.isPresent()) {
      Instant advised = within(advice.get(), position);
      if (daysBefore.isEmpty() || advised.isBefore(at)) {
        Instant latest = end.minus(lifetime.dividedBy(LATEST_PART));
        at = advised.isAfter(latest) ? latest : advised;
        reason = Reason.ADVICE;
      }
    }
    return new RenewalDecision(!now.isBefore(at), at, reason);
  }

  /** A number from 0 to 1 that differs from certificate to certificate without a pattern. */
  public static double position(X509Certificate certificate) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      int high = ((hash[0] & 0xff) << 16) | ((hash[1] & 0xff) << 8) | (hash[2] & 0xff);
      return high / (double) (1 << 24);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Duration left(Duration lifetime, OptionalInt daysBefore) {
    Duration half = lifetime.dividedBy(2);
    if (daysBefore.isPresent()) {
      Duration configured = Duration.ofDays(daysBefore.getAsInt());
      return configured.compareTo(half) > 0 ? half : configured;
    }
    return lifetime.compareTo(SHORT) < 0 ? half : lifetime.dividedBy(3);
  }

  private static Instant within(RenewalAdvice advice, double position) {
    Duration window = Duration.between(advice.start(), advice.end());
    return advice.start().plusSeconds((long) (window.toSeconds() * position));
  }
}
