package io.github.quotary.evidence.form;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads whatever people hand over; {@link Form} lists the forms. Thread-safe.
 *
 * <pre>{@code
 * if (EvidenceReader.read(bytes).oneQuote() instanceof Reading.Found found) {
 *   FoundQuote quote = found.quotes().get(0);
 *   VerificationResult result = verifier.verify(quote.bytes(), collateral, at);
 *   return InputChecks.of(result, quote.bindings(), found.logs()).result();
 * }
 * }</pre>
 */
public final class EvidenceReader {
  /** Maximum size of an input, and of all that it unfolds to at one level: 16 MiB. */
  public static final int MAX_BYTES = 16 << 20;

  private EvidenceReader() {}

  /**
   * A quote in hexadecimal or base64: the quick way for one of many. Empty if the text is anything
   * else, or something that begins in no way like a quote.
   */
  public static Optional<ByteBuffer> quote(String text) {
    return HexText.decode(text)
        .or(() -> Base64Text.decode(text))
        .filter(bytes -> RawQuote.begins(bytes, 0) && RawQuote.trailing(bytes) == 0)
        .map(ByteBuffer::wrap);
  }

  /**
   * The same for a string of JSON as it stands between its quotation marks, if it is one that most
   * programs write: what it gives, the text gives, too; where it is empty, the text may give one.
   */
  public static Optional<ByteBuffer> quote(byte[] json, int start, int end) {
    byte[] bytes = PlainQuoteText.decode(json, start, end);
    return bytes != null && RawQuote.begins(bytes, 0) && RawQuote.trailing(bytes) == 0
        ? Optional.of(ByteBuffer.wrap(bytes))
        : Optional.empty();
  }

  /** Whether the bytes are one raw quote as it stands, by how it begins and by its length. */
  public static boolean isRawQuote(byte[] bytes) {
    return isRawQuote(ByteBuffer.wrap(bytes));
  }

  /** The same of the buffer's remaining bytes. */
  public static boolean isRawQuote(ByteBuffer bytes) {
    return RawQuote.isAll(bytes);
  }

  /**
   * Says what the bytes are, and takes quotes, collateral and event logs out of them. Verifies
   * nothing. Never throws.
   *
   * <p>A binary input that is of no known form counts as a quote, for the verifier to reject; a
   * text does not.
   */
  public static Reading read(byte[] input) {
    return input.length > MAX_BYTES
        ? new Reading.Unread("more than " + MAX_BYTES + " bytes, the maximum")
        : new Search().read(input);
  }
}
