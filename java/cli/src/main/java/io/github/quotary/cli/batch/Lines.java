package io.github.quotary.cli.batch;

import io.github.quotary.evidence.batch.ByteSearch;
import io.github.quotary.evidence.batch.Slice;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a stream, as bytes, up to a length. */
final class Lines {
  private final Blocks blocks;
  private final int maxLength;

  /** How many bytes of what was read are known to have no line end. */
  private int searched;

  private boolean tooLong;

  Lines(InputStream in, int maxLength) {
    this.blocks = new Blocks(in);
    this.maxLength = maxLength;
  }

  /**
   * The next line without its end, or null at the end of the stream. Of one that {@link
   * #isTooLong()} there is only the beginning.
   */
  @Nullable Slice next() throws IOException {
    while (!search()) {
      if (searched > maxLength) {
        return beginning();
      }
      if (!blocks.read()) {
        tooLong = false;
        return blocks.size() == 0 ? null : taken(blocks.size());
      }
    }
    tooLong = searched > maxLength;
    Slice line = taken(searched);
    blocks.take(1);
    return tooLong ? cut(line) : line;
  }

  /** Whether a line end was read; it is the first byte that was not searched. */
  private boolean search() {
    int from = blocks.from() + searched;
    searched = ByteSearch.find(blocks.bytes(), from, blocks.end(), '\n') - blocks.from();
    return searched < blocks.size();
  }

  private Slice taken(int length) {
    searched = 0;
    return blocks.take(length);
  }

  private Slice cut(Slice line) {
    return new Slice(line.array(), line.from(), line.from() + maxLength);
  }

  /** The beginning of a line that is too long, the rest of which is skipped. */
  private Slice beginning() throws IOException {
    tooLong = true;
    Slice start = cut(taken(blocks.size()));
    boolean isMore = true;
    while (isMore && !search()) {
      taken(blocks.size());
      isMore = blocks.read();
    }
    if (isMore) {
      taken(searched);
      blocks.take(1);
    }
    return start;
  }

  /** Whether the last line was longer than allowed. */
  boolean isTooLong() {
    return tooLong;
  }

  /** Whether there is a whole line, or something to read without waiting. */
  boolean isReady() throws IOException {
    return search() || blocks.isReady();
  }

  void close() throws IOException {
    blocks.close();
  }
}
