package io.github.quotary.service.batch;

import io.github.quotary.evidence.batch.ByteSearch;
import io.github.quotary.evidence.batch.QuoteLine;
import io.github.quotary.evidence.batch.Slice;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts bytes into lines as they come. Of a line that is longer than is allowed no more than that is
 * held. Not thread-safe.
 */
final class LineSplitter {
  private static final byte[] NONE = {};

  private final Lines lines;
  private byte[] begun = NONE;
  private int size;
  private boolean isTooLong;

  LineSplitter(Lines lines) {
    this.lines = lines;
  }

  /** Takes lines. */
  interface Lines extends Consumer<Slice> {
    /** A line that is too long. */
    void tooLong();
  }

  /** Adds bytes, which must not change. */
  void add(byte[] piece) {
    int from = 0;
    for (int end = find(piece, 0); end < piece.length; end = find(piece, from)) {
      if (size == 0 && !isTooLong && end - from <= QuoteLine.MAX_SIZE) {
        lines.accept(new Slice(piece, from, end));
      } else {
        hold(piece, from, end);
        end();
      }
      from = end + 1;
    }
    hold(piece, from, piece.length);
  }

  private static int find(byte[] piece, int from) {
    return ByteSearch.find(piece, from, piece.length, '\n');
  }

  private void hold(byte[] piece, int from, int to) {
    int length = to - from;
    if (isTooLong || length > QuoteLine.MAX_SIZE - size) {
      isTooLong = true;
      begun = NONE;
      size = 0;
      return;
    }
    if (begun.length - size < length) {
      begun = Arrays.copyOf(begun, Math.max(size + length, 2 * begun.length));
    }
    System.arraycopy(piece, from, begun, size, length);
    size += length;
  }

  private void end() {
    if (isTooLong) {
      lines.tooLong();
    } else {
      lines.accept(new Slice(Arrays.copyOf(begun, size), 0, size));
    }
    isTooLong = false;
    size = 0;
  }

  /** The input has ended; what was begun is a line, too. */
  void finish() {
    if (isTooLong || size > 0) {
      end();
    }
  }
}
