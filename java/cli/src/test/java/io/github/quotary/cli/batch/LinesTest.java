package io.github.quotary.cli.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.evidence.batch.Slice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
}
