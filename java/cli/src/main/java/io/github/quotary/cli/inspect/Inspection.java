package io.github.quotary.cli.inspect;

import io.github.quotary.quote.Quote;
import io.github.quotary.quote.QuoteOutline;
import io.github.quotary.quote.QuoteParse;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What the bytes of a quote say of themselves: every field as far as they go, what the parser
 * objects to, and where the outline ends. Nothing of it is verified.
 *
 * @param root the quote and its parts
 * @param problem what makes it no quote, if it is none
 * @param stop where its parts cannot be told any more, if anywhere
 */
public record Inspection(
    Node root, Optional<QuoteParse.Malformed> problem, Optional<QuoteOutline.Stop> stop) {
  static final String NOTICE =
      "Nothing is verified: this is what the bytes say of themselves. No signature, certificate,"
          + " date or TCB was checked.";

  /** Looks at bytes that are or should be a quote. Never throws. */
  public static Inspection of(byte[] quote) {
    QuoteOutline outline = QuoteOutline.of(ByteBuffer.wrap(quote));
    QuoteParse parse = Quote.tryParse(ByteBuffer.wrap(quote));
    return new Inspection(
        new NodeBuilder(quote).build(outline.quote()),
        parse instanceof QuoteParse.Malformed malformed ? Optional.of(malformed) : Optional.empty(),
        outline.stop());
  }

  /** Whether the bytes are a quote by their structure. */
  public boolean isWellFormed() {
    return problem.isEmpty();
  }
}
