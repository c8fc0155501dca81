package io.github.quotary.cli.batch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a stream, as bytes, up to a length. */
final class Lines {
  private final InputStream in;
  private final int maxLength;
  private final byte[] buffer = new byte[1 << 16];
  private int from;
  private int end;
  private boolean tooLong;

  Lines(InputStream in, int maxLength) {
    this.in = in;
    this.maxLength = maxLength;
  }

  /**
   * The next line without its end, or null at the end of the stream. Of one that {@link
   * #isTooLong()} there is only the beginning.
   */
  byte @Nullable [] next() throws IOException {
    byte[] line = {};
    tooLong = false;
    while (from < end || fill()) {
      int stop = from;
      while (stop < end && buffer[stop] != '\n') {
        stop++;
      }
      line = append(line, stop);
      boolean ended = stop < end;
      from = ended ? stop + 1 : stop;
      if (ended) {
        return line;
      }
    }
    return line.length == 0 ? null : line;
  }

  private byte[] append(byte[] line, int stop) {
    int size = Math.min(stop - from, maxLength - line.length);
    tooLong |= size < stop - from;
    byte[] longer = Arrays.copyOf(line, line.length + size);
    System.arraycopy(buffer, from, longer, line.length, size);
    return longer;
  }

  private boolean fill() throws IOException {
    from = 0;
    end = Math.max(0, in.read(buffer));
    return end > 0;
  }

  /** Whether the last line was longer than allowed. */
  boolean isTooLong() {
    return tooLong;
  }

  /** Whether there is a whole line, or something to read without waiting. */
  boolean isReady() throws IOException {
    for (int i = from; i < end; i++) {
      if (buffer[i] == '\n') {
        return true;
      }
    }
    return in.available() > 0;
  }
}
