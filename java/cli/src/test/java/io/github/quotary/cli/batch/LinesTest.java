package io.github.quotary.cli.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.quotary.evidence.batch.Slice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How a stream is cut into lines. */
class LinesTest {
  /** Lines of every length around the size of a block, however the input trickles in. */
  @Test
  void splitsLinesAtAnyPlace() throws IOException {
    Random random = new Random(5);
    for (int round = 0; round < 30; round++) {
      List<String> expected = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 12; i++) {
        int length = random.nextInt(4) == 0 ? random.nextInt(300_000) : random.nextInt(200);
        String line = String.valueOf((char) ('a' + i)).repeat(length);
        expected.add(line.length() > 200_000 ? "too long " + line.substring(0, 200_000) : line);
        text.append(line).append('\n');
      }
      Lines lines = new Lines(trickling(text.toString(), random), 200_000);
      List<String> found = new ArrayList<>();
      for (Slice line = lines.next(); line != null; line = lines.next()) {
        found.add(
            (lines.isTooLong() ? "too long " : "")
                + new String(line.copy(), StandardCharsets.US_ASCII));
      }
      assertEquals(expected, found);
    }
  }

  private static InputStream trickling(String text, Random random) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)) {
      @Override
      public synchronized int read(byte[] to, int at, int length) {
        return super.read(to, at, Math.min(length, 1 + random.nextInt(70_000)));
      }
    };
  }

  /** Endless input in small pieces, in which a line ends now and then. */
  private static final class Pieces extends InputStream {
    private final long size;
    private final long lineLength;
    private long position;
    private long reads;

    Pieces(long size, long lineLength) {
      this.size = size;
      this.lineLength = lineLength;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] to, int at, int length) {
      if (position == size) {
        return -1;
      }
      reads++;
      int count = (int) Math.min(Math.min(length, PIECE), size - position);
      for (int i = at; i < at + count; i++) {
        to[i] = (byte) (++position % lineLength == 0 ? '\n' : 'x');
      }
      return count;
    }
  }

  private static final int PIECE = 100;
  private static final int MIB = 1 << 20;

  /** Whatever is copied is copied into new memory; so all copies together are counted. */
  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  @Test
  void aLongLineInSmallPiecesIsCopiedAFewTimes() throws IOException {
    Pieces input = new Pieces(8 * MIB, 2 * MIB);
    Lines lines = new Lines(input, 2 * MIB);
    long before = allocated();
    int count = 0;
    for (Slice line = lines.next(); line != null; line = lines.next()) {
      assertFalse(lines.isTooLong());
      assertEquals(2 * MIB - 1, line.size());
      count++;
    }
    assertEquals(4, count);
    assertTrue(input.reads <= 8 * MIB / PIECE + 200, input.reads + " reads");
    assertTrue(allocated() - before <= 8L * 8 * MIB, (allocated() - before) + " bytes");
  }

  /** Of a line without end a few blocks are held, and each byte is read once. */
  @Test
  void aLineThatIsTooLongIsSkippedInLinearTime() throws IOException {
    Pieces input = new Pieces(64 * MIB, 64 * MIB - 10);
    Lines lines = new Lines(input, MIB);
    long before = allocated();
    Slice start = lines.next();
    assertNotNull(start);
    assertTrue(lines.isTooLong());
    assertEquals(MIB, start.size());
    assertTrue(start.array().length <= 4 * MIB, start.array().length + " bytes held");
    Slice next = lines.next();
    assertNotNull(next);
    assertFalse(lines.isTooLong());
    assertEquals(10, next.size());
    assertTrue(input.reads <= 64 * MIB / PIECE + 1000, input.reads + " reads");
    assertTrue(allocated() - before <= 80L * MIB, (allocated() - before) + " bytes");
  }
}
