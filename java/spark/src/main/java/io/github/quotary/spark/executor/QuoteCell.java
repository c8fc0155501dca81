package io.github.quotary.spark.executor;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.form.FoundQuote;
import io.github.quotary.evidence.form.Reading;
import io.github.quotary.evidence.part.Binding;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import io.github.quotary.verify.BatchQuote;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The quote of a cell, in any form, with what came with it. Never throws for what a cell holds.
 *
 * @param quote its bytes; none if it is unreadable
 * @param at the time of verification
 * @param collateral the row's own, or what is used for all rows; null to ask the verifier's source
 * @param isOwnCollateral whether it is the row's own
 * @param problem why the row has no quote, if so
 * @param bindings what ties the quote to other parts of its input
 * @param logs the event logs that came with it
 */
public record QuoteCell(
    ByteBuffer quote,
    Instant at,
    @Nullable Collateral collateral,
    boolean isOwnCollateral,
    @Nullable String problem,
    List<Binding> bindings,
    List<EventLog> logs)
    implements BatchQuote {
  private static final ByteBuffer NONE = ByteBuffer.allocate(0).asReadOnlyBuffer();

  /**
   * The quote of a cell.
   *
   * @param cell {@code byte[]}, a {@code ByteBuffer} that is not written to, a text, or null
   */
  public static QuoteCell of(
      @Nullable Object cell, Instant at, @Nullable Collateral collateral, boolean isOwnCollateral) {
    if (cell == null) {
      return unreadable("there is no quote: the column is NULL", at);
    }
    if (cell instanceof byte[] bytes) {
      return EvidenceReader.isRawQuote(bytes)
          ? of(ByteBuffer.wrap(bytes), at, collateral, isOwnCollateral)
          : of(EvidenceReader.read(bytes), at, collateral, isOwnCollateral);
    }
    if (cell instanceof ByteBuffer bytes) {
      return EvidenceReader.isRawQuote(bytes)
          ? of(bytes, at, collateral, isOwnCollateral)
          : of(EvidenceReader.read(copy(bytes)), at, collateral, isOwnCollateral);
    }
    String text = cell.toString();
    if (text.length() > EvidenceReader.MAX_BYTES) {
      return unreadable(
          "the text has more than " + EvidenceReader.MAX_BYTES + " characters, the maximum", at);
    }
    Optional<ByteBuffer> plain = EvidenceReader.quote(text);
    return plain.isPresent()
        ? of(plain.get(), at, collateral, isOwnCollateral)
        : of(
            EvidenceReader.read(text.getBytes(StandardCharsets.UTF_8)),
            at,
            collateral,
            isOwnCollateral);
  }

  /** The buffer's remaining bytes. */
  static byte[] copy(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return copy;
  }

  private static QuoteCell of(
      Reading reading, Instant at, @Nullable Collateral collateral, boolean isOwnCollateral) {
    Reading one = reading.oneQuote();
    if (!(one instanceof Reading.Found found)) {
      return unreadable(((Reading.Unread) one).problem(), at);
    }
    FoundQuote quote = found.quotes().get(0);
    return new QuoteCell(
        quote.bytes(), at, collateral, isOwnCollateral, null, quote.bindings(), found.logs());
  }

  private static QuoteCell of(
      ByteBuffer quote, Instant at, @Nullable Collateral collateral, boolean isOwnCollateral) {
    return new QuoteCell(quote, at, collateral, isOwnCollateral, null, List.of(), List.of());
  }

  /** A row without a quote. */
  public static QuoteCell unreadable(String problem, Instant at) {
    return new QuoteCell(NONE, at, null, false, problem, List.of(), List.of());
  }

  @Override
  public @Nullable Rejection unreadable() {
    return problem == null ? null : Rejection.of(RejectReason.QUOTE_FORMAT_UNSUPPORTED, problem);
  }
}
