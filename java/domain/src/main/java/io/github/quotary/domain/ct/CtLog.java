package io.github.quotary.domain.ct;

import io.github.quotary.crypto.P256PublicKey;
import io.github.quotary.quote.Measurement;
import java.time.Instant;
import java.util.Optional;

/**
 * A log that certificates are submitted to.
 *
 * @param id SHA-256 of its public key's SubjectPublicKeyInfo, 32 bytes (RFC 6962, section 3.2)
 * @param description its name
 * @param operator who runs it
 * @param key its key; empty if it is not on P-256, so that its signatures cannot be verified here
 * @param state what the list says of it
 * @param since when the state began
 * @param expiryFrom certificates it takes expire at or after this; empty for no bound
 * @param expiryTo and before this; empty for no bound
 */
public record CtLog(
    Measurement id,
    String description,
    String operator,
    Optional<P256PublicKey> key,
    State state,
    Instant since,
    Optional<Instant> expiryFrom,
    Optional<Instant> expiryTo) {

  /** States of the log list's format, version 3. */
  public enum State {
    /** Not yet reviewed by the list's maintainer. */
    PENDING,
    /** Will be usable. */
    QUALIFIED,
    /** Counts. */
    USABLE,
    /** Takes no new certificates; what it signed counts. */
    READONLY,
    /** What it signed before it was retired counts. */
    RETIRED,
    /** Nothing of it counts. */
    REJECTED
  }

  /** Whether a timestamp that it gave at this time counts. */
  boolean countsAt(Instant timestamp) {
    return switch (state) {
      case QUALIFIED, USABLE, READONLY -> true;
      case RETIRED -> timestamp.isBefore(since);
      case PENDING, REJECTED -> false;
    };
  }

  /** Whether it takes certificates that expire at this time. */
  boolean takesExpiryAt(Instant notAfter) {
    return expiryFrom.map(from -> !notAfter.isBefore(from)).orElse(true)
        && expiryTo.map(notAfter::isBefore).orElse(true);
  }
}
