package io.github.quotary.verify;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.status.Rejection;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A quote of a batch, and what it is to be verified with. Callers may have a class of their own for
 * it that carries what they know the quote by; the sink gets the same object back.
 */
public interface BatchQuote {
  /** The quote: the buffer's remaining bytes, which must not change before the sink has them. */
  ByteBuffer quote();

  /** Intel's statements; null to ask the verifier's {@code CollateralSource}. */
  @Nullable Collateral collateral();

  /** The time of verification. */
  Instant at();

  /**
   * Why there is no quote, if the caller has found that out: a line of the input that cannot be
   * read. It becomes the verdict, and nothing else but the time is asked for. Null for a quote.
   */
  default @Nullable Rejection unreadable() {
    return null;
  }

  /** A quote that is verified with this collateral at this time. */
  static BatchQuote of(ByteBuffer quote, Collateral collateral, Instant at) {
    return new Plain(quote, collateral, at);
  }

  /** A quote that is verified at this time with collateral of the verifier's source. */
  static BatchQuote of(ByteBuffer quote, Instant at) {
    return new Plain(quote, null, at);
  }

  /**
   * Nothing but what is needed.
   *
   * @param quote the quote
   * @param collateral Intel's statements, or null
   * @param at the time of verification
   */
  record Plain(ByteBuffer quote, @Nullable Collateral collateral, Instant at)
      implements BatchQuote {}
}
