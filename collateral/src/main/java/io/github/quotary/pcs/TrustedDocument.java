package io.github.quotary.pcs;

import io.github.quotary.pki.Crl;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A document whose signature leads to the trust anchor's key, and which is about what was asked
 * for. Time is another matter: see {@link #isCurrentAt}. Immutable; can be had from {@link
 * DocumentChecks} only.
 */
public final class TrustedDocument {
  private final ReceivedDocument received;
  private final Instant issueDate;
  private final Instant nextUpdate;
  private final Instant validFrom;
  private final Instant validUntil;
  private final long number;
  private final @Nullable Crl crl;

  TrustedDocument(ReceivedDocument received, Lifetime lifetime, long number, @Nullable Crl crl) {
    this.received = received;
    this.issueDate = lifetime.issueDate();
    this.nextUpdate = lifetime.nextUpdate();
    this.validFrom = lifetime.validFrom();
    this.validUntil = lifetime.validUntil();
    this.number = number;
    this.crl = crl;
  }

  /**
   * A document's dates.
   *
   * @param issueDate issueDate or thisUpdate
   * @param nextUpdate nextUpdate
   * @param validFrom the issue date, or a later notBefore of its issuers
   * @param validUntil nextUpdate, or an earlier notAfter of its issuers
   */
  record Lifetime(Instant issueDate, Instant nextUpdate, Instant validFrom, Instant validUntil) {}

  /** The document itself. */
  public ReceivedDocument received() {
    return received;
  }

  /** What it is. */
  public DocumentKey key() {
    return received.key();
  }

  /** When Intel issued it: issueDate or thisUpdate. */
  public Instant issueDate() {
    return issueDate;
  }

  /** When Intel will have issued the next. */
  public Instant nextUpdate() {
    return nextUpdate;
  }

  /** When it was issued, or a later instant from which a certificate behind it is valid. */
  public Instant validFrom() {
    return validFrom;
  }

  /** Its next update, or an earlier end of a certificate behind it; that instant is still valid. */
  public Instant validUntil() {
    return validUntil;
  }

  /**
   * The TCB evaluation data number; of a revocation list its CRL number; 0 for the list of TCB
   * evaluation data numbers. It never falls between two issues.
   */
  public long number() {
    return number;
  }

  /** Whether it was issued and is not out of date, nor is any certificate behind it. */
  public boolean isCurrentAt(Instant at) {
    return !at.isBefore(validFrom) && !at.isAfter(validUntil);
  }

  /** Why it is older than another issue of the same document; empty if it is not. */
  Optional<String> olderThan(TrustedDocument other) {
    if (issueDate.isBefore(other.issueDate)) {
      return Optional.of("issued " + issueDate + ", and one of " + other.issueDate + " is kept");
    }
    if (number < other.number) {
      return Optional.of("its number is " + number + ", and one of " + other.number + " is kept");
    }
    return Optional.empty();
  }

  /** The revocation list, if it is one. */
  Optional<Crl> crl() {
    return Optional.ofNullable(crl);
  }

  @Override
  public String toString() {
    return received + ", issued " + issueDate + ", next update " + nextUpdate;
  }
}
