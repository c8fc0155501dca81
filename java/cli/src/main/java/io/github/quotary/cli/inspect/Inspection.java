package io.github.quotary.cli.inspect;

import io.github.quotary.quote.Quote;
import io.github.quotary.quote.QuoteOutline;
import io.github.quotary.quote.QuoteParse;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What the bytes of a quote claim: every field that can be decoded, what the parser rejects, and
 * where decoding stopped. Nothing is verified.
 *
 * @param root the quote and its parts
 * @param problem why the bytes are not a valid quote, if they are not
 * @param stop where decoding stopped, if it did not reach the end
 */
public record Inspection(
    Node root, Optional<QuoteParse.Malformed> problem, Optional<QuoteOutline.Stop> stop) {
  static final String NOTICE =
      "Nothing is verified: this is only what the bytes claim. No signature, certificate, date"
          + " or TCB was checked.";

  /** Decodes bytes that are, or should be, a quote. Never throws. */
  public static Inspection of(ByteBuffer quote) {
    byte[] bytes = new byte[quote.remaining()];
    quote.duplicate().get(bytes);
    return of(bytes);
  }

  /** Decodes bytes that are, or should be, a quote. Never throws. */
  public static Inspection of(byte[] quote) {
    QuoteOutline outline = QuoteOutline.of(ByteBuffer.wrap(quote));
    QuoteParse parse = Quote.tryParse(ByteBuffer.wrap(quote));
    return new Inspection(
        new NodeBuilder(quote).build(outline.quote()),
        parse instanceof QuoteParse.Malformed malformed ? Optional.of(malformed) : Optional.empty(),
        outline.stop());
  }

  /** Whether the bytes have the structure of a quote. */
  public boolean isWellFormed() {
    return problem.isEmpty();
  }
}
