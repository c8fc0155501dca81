package io.github.quotary.cli.batch;

import com.fasterxml.jackson.databind.node.LongNode;
import io.github.quotary.cli.batch.QuoteEntry.Decoded;
import io.github.quotary.cli.batch.QuoteEntry.Defaults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Raw quotes one after the other, each behind its length as an unsigned 32-bit little-endian
 * integer. The id of each is its number, starting at 1.
 */
final class LengthPrefixedSource implements QuoteSource {
  private static final int PREFIX = Integer.BYTES;

  /** Above what a verifier accepts; a longer one means that the file is damaged. */
  private static final int MAX_QUOTE = 2 << 20;

  private final InputStream in;
  private final Defaults defaults;
  private long number;

  LengthPrefixedSource(InputStream in, Defaults defaults) {
    this.in = in;
    this.defaults = defaults;
  }

  @Override
  public @Nullable QuoteEntry next() throws IOException, MisreadException {
    byte[] prefix = in.readNBytes(PREFIX);
    if (prefix.length == 0) {
      return null;
    }
    number++;
    if (prefix.length < PREFIX) {
      throw new MisreadException("ends inside the length of quote " + number);
    }
    long length =
        Integer.toUnsignedLong(ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getInt());
    if (length > MAX_QUOTE) {
      throw new MisreadException(
          "has a length of "
              + length
              + " bytes in front of quote "
              + number
              + "; it is damaged, or not a file of length-prefixed quotes");
    }
    byte[] quote = in.readNBytes((int) length);
    if (quote.length < length) {
      throw new MisreadException(
          "ends inside quote " + number + ": " + quote.length + " of " + length + " bytes");
    }
    long id = number;
    return new QuoteEntry(
        () -> Decoded.of(LongNode.valueOf(id), ByteBuffer.wrap(quote)), PREFIX + length, defaults);
  }

  @Override
  public boolean isReady() throws IOException {
    return in.available() > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
