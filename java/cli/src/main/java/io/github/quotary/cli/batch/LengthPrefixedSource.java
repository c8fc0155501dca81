package io.github.quotary.cli.batch;

import com.fasterxml.jackson.databind.node.LongNode;
import io.github.quotary.evidence.batch.QuoteEntry;
import io.github.quotary.evidence.batch.QuoteEntry.Decoded;
import io.github.quotary.evidence.batch.QuoteEntry.Defaults;
import io.github.quotary.evidence.batch.Slice;
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

  private final Blocks blocks;
  private final Defaults defaults;
  private long number;

  LengthPrefixedSource(InputStream in, Defaults defaults) {
    this.blocks = new Blocks(in);
    this.defaults = defaults;
  }

  @Override
  public @Nullable QuoteEntry next() throws IOException, MisreadException {
    int size = available(PREFIX);
    if (size == 0) {
      return null;
    }
    number++;
    if (size < PREFIX) {
      throw new MisreadException("ends inside the length of quote " + number);
    }
    ByteBuffer prefix = blocks.take(PREFIX).buffer().order(ByteOrder.LITTLE_ENDIAN);
    long length = Integer.toUnsignedLong(prefix.getInt());
    if (length > MAX_QUOTE) {
      throw new MisreadException(
          "has a length of "
              + length
              + " bytes in front of quote "
              + number
              + "; it is damaged, or not a file of length-prefixed quotes");
    }
    size = available((int) length);
    if (size < length) {
      throw new MisreadException(
          "ends inside quote " + number + ": " + size + " of " + length + " bytes");
    }
    Slice quote = blocks.take(size);
    long id = number;
    return new QuoteEntry(
        () -> Decoded.of(LongNode.valueOf(id), quote.buffer()), PREFIX + length, defaults);
  }

  /** Reads until so many bytes are there, or the stream ends; how many of them are. */
  private int available(int wanted) throws IOException {
    boolean isMore = true;
    while (isMore && blocks.size() < wanted) {
      isMore = blocks.read();
    }
    return Math.min(wanted, blocks.size());
  }

  @Override
  public boolean isReady() throws IOException {
    return blocks.size() > 0 || blocks.isReady();
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
