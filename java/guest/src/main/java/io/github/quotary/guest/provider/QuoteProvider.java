package io.github.quotary.guest.provider;

import java.util.Optional;

/**
 * A source of quotes of the TEE that this process runs in. An implementation is thread-safe, and
 * bounds the time and memory of every call.
 */
public interface QuoteProvider {
  /** Where its quotes come from, for a log: a kind and a path. */
  String source();

  /**
   * Why this source cannot be used here; empty if nothing speaks against it. It is asked, but makes
   * no quote.
   */
  Optional<GuestFault> unusable();

  /**
   * A quote over these report data. That the quote is one, and that it has these very report data,
   * was checked; its signatures were not.
   *
   * @param reportData 64 bytes, which are copied
   * @throws IllegalArgumentException if they are not 64 bytes
   */
  Answer<TeeQuote> quote(byte[] reportData);
}
