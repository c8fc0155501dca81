package io.github.quotary.service.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.quotary.evidence.batch.QuoteLine;
import io.github.quotary.evidence.batch.Slice;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Long lines that come in small pieces cost no more than their length. */
class LineSplitterTest {
  private static final int MIB = 1 << 20;
  private static final byte[] PIECE = new byte[64];

  static {
    Arrays.fill(PIECE, (byte) 'x');
  }

  private final List<Integer> lengths = new ArrayList<>();
  private int tooLong;
  private final LineSplitter splitter =
      new LineSplitter(
          new LineSplitter.Lines() {
            @Override
            public void accept(Slice line) {
              lengths.add(line.size());
            }

            @Override
            public void tooLong() {
              tooLong++;
            }
          });

  /** Whatever is copied is copied into new memory; so all copies together are counted. */
  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private void add(int bytes) {
    for (int i = 0; i < bytes; i += PIECE.length) {
      splitter.add(PIECE);
    }
  }

  @Test
  void aLongLineIsCopiedAFewTimes() {
    long before = allocated();
    add(2 * MIB);
    splitter.add(new byte[] {'\n'});
    assertEquals(List.of(2 * MIB), lengths);
    assertTrue(allocated() - before <= 8L * 2 * MIB, (allocated() - before) + " bytes");
  }

  @Test
  void aLineThatIsTooLongIsHeldNoLonger() {
    add(QuoteLine.MAX_SIZE);
    long before = allocated();
    add(64 * MIB);
    assertTrue(allocated() - before <= MIB, (allocated() - before) + " bytes");
    splitter.add(new byte[] {'\n', 'a', '\n'});
    splitter.finish();
    assertEquals(1, tooLong);
    assertEquals(List.of(1), lengths);
  }
}
