package io.github.quotary.quote;

/** What became of bytes that were taken for a quote. */
public sealed interface QuoteParse {
  /**
   * The bytes are a quote.
   *
   * @param quote the view on them
   */
  record Parsed(Quote quote) implements QuoteParse {}

  /**
   * The bytes are not a valid quote; Intel's status is {@code STATUS_UNSUPPORTED_QUOTE_FORMAT}.
   *
   * @param offset where the problem lies, in bytes from the start
   * @param problem what was found and what is needed
   */
  record Malformed(long offset, String problem) implements QuoteParse {}
}
