package io.github.quotary.pcs.document;

import io.github.quotary.pki.Crl;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A document whose signature leads to the trust anchor's key, and which matches the request. Its
 * dates are not checked: see {@link #isCurrentAt}. Immutable; only {@link DocumentChecks} creates
 * one.
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

  /** Its key. */
  public DocumentKey key() {
    return received.key();
  }

  /** Its dates and its number. */
  public DocumentFacts facts() {
    return facts;
  }

  /** Whether the document and every certificate of its chain are valid at this time. */
  public boolean isCurrentAt(Instant at) {
    return facts.isCurrentAt(at);
  }

  /**
   * The refusal of this document at a time when it is not current.
   *
   * @apiNote Internal to this module; may change without notice.
   */
  public Refusal notCurrentAt(Instant now) {
    String what =
        now.isAfter(facts.validUntil())
            ? "it was valid until " + facts.validUntil()
            : "it, or a certificate behind it, is valid from " + facts.validFrom();
    return new Refusal(FailureKind.NOT_CURRENT, what + ", and it is " + now);
  }

  /** The reason why it is older than another issue of the same document; empty if it is not. */
  public Optional<String> olderThan(TrustedDocument other) {
    Instant issueDate = other.facts.issueDate();
    if (facts.issueDate().isBefore(issueDate)) {
      return Optional.of(
          "it was issued " + facts.issueDate() + ", before the cached one of " + issueDate);
    }
    long number = other.facts.number();
    return facts.number() < number
        ? Optional.of(
            "its number " + facts.number() + " is lower than " + number + " of the cached one")
        : Optional.empty();
  }

  /** The parsed revocation list, if it is one. */
  public Optional<Crl> crl() {
    return Optional.ofNullable(crl);
  }

  @Override
  public String toString() {
    return received + ", issued " + facts.issueDate() + ", next update " + facts.nextUpdate();
  }
}
