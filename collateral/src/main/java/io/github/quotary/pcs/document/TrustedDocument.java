package io.github.quotary.pcs.document;

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
  private final DocumentFacts facts;
  private final @Nullable Crl crl;

  TrustedDocument(ReceivedDocument received, DocumentFacts facts, @Nullable Crl crl) {
    this.received = received;
    this.facts = facts;
    this.crl = crl;
  }

  /** The document itself. */
  public ReceivedDocument received() {
    return received;
  }

  /** What it is. */
  public DocumentKey key() {
    return received.key();
  }

  /** Its dates and its number. */
  public DocumentFacts facts() {
    return facts;
  }

  /** Whether it is issued and not out of date, and so is every certificate behind it. */
  public boolean isCurrentAt(Instant at) {
    return facts.isCurrentAt(at);
  }

  /**
   * The refusal of this document at a time at which it is not current, with the date that says so.
   */
  public Refusal notCurrentAt(Instant now) {
    String what =
        now.isAfter(facts.validUntil())
            ? "it was valid until " + facts.validUntil()
            : "it, or a certificate behind it, is valid from " + facts.validFrom();
    return new Refusal(FailureKind.NOT_CURRENT, what + ", and it is " + now);
  }

  /** Why it is older than another issue of the same document; empty if it is not. */
  public Optional<String> olderThan(TrustedDocument other) {
    Instant kept = other.facts.issueDate();
    if (facts.issueDate().isBefore(kept)) {
      return Optional.of(
          "it was issued " + facts.issueDate() + ", and one of " + kept + " is kept");
    }
    long number = other.facts.number();
    return facts.number() < number
        ? Optional.of("its number is " + facts.number() + ", and number " + number + " is kept")
        : Optional.empty();
  }

  /** The revocation list, if it is one. */
  public Optional<Crl> crl() {
    return Optional.ofNullable(crl);
  }

  @Override
  public String toString() {
    return received + ", issued " + facts.issueDate() + ", next update " + facts.nextUpdate();
  }
}
