package io.github.quotary.quote;

/**
 * Bytes that are not a valid quote, given to {@link Quote#parse}; {@code verify} never throws it.
 */
public final class QuoteFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final long offset;

  QuoteFormatException(QuoteParse.Malformed fault) {
    super(fault.problem() + " (at byte " + fault.offset() + ")");
    this.offset = fault.offset();
  }

  /** Where in the bytes the problem lies, from the start of the quote. */
  public long offset() {
    return offset;
  }
}
