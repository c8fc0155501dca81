package io.github.quotary.verify;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.quote.Quote;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A quote of which nobody else has the bytes: they do not change between two looks at them. Only
 * such a quote is verified in full, and only from such a quote something is cached. Immutable.
 */
final class OwnedQuote {
  private final Quote quote;

  private OwnedQuote(Quote quote) {
    this.quote = quote;
  }

  Quote quote() {
    return quote;
  }

  /**
   * Copies the buffer's remaining bytes, and parses the copy.
   *
   * @param collateral null if it is still to be asked for
   */
  static Outcome<OwnedQuote> copyOf(
      ByteBuffer bytes, @Nullable Collateral collateral, Instant at, Arguments.Limits limits) {
    ByteBuffer copy;
    try {
      int start = bytes.position();
      int size = bytes.remaining();
      Rejection fault = Arguments.checkSize(size, limits);
      if (fault != null) {
        return new Outcome.Failed<>(fault);
      }
      byte[] own = new byte[size];
      bytes.get(start, own);
      copy = ByteBuffer.wrap(own).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IndexOutOfBoundsException e) {
      return Outcome.failed(
          RejectReason.QUOTE_FORMAT_UNSUPPORTED,
          "The buffer's position or limit changed while the quote was copied");
    }
    Rejection fault = Arguments.check(copy, collateral, at, limits);
    if (fault != null) {
      return new Outcome.Failed<>(fault);
    }
    Outcome<Quote> parsed = Arguments.parse(copy);
    return parsed instanceof Outcome.Failed<Quote> failed
        ? new Outcome.Failed<>(failed.rejection())
        : Outcome.passed(new OwnedQuote(((Outcome.Passed<Quote>) parsed).value()));
  }
}
