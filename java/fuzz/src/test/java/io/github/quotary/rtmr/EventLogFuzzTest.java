package io.github.quotary.rtmr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.fuzz.Seeds;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/** Binary logs and dstack's, their events' payloads, and their replay. */
class EventLogFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of("dstack-0-5", "dstack-0-6")
        .flatMap(
            name ->
                Stream.of(
                    Seeds.forReader(0, withoutPadding(Seeds.vector(name, "ccel.bin"))),
                    Seeds.forReader(1, Seeds.vector(name, "event-log.json"))));
  }

  private static byte[] withoutPadding(byte[] log) {
    int end = log.length;
    while (end > 0 && log[end - 1] == -1) {
      end--;
    }
    return Arrays.copyOf(log, end);
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzz(byte[] input) {
    ByteBuffer bytes = ByteBuffer.wrap(Seeds.rest(input));
    boolean isBinary = Seeds.reader(input, 2) == 0;
    EventLog log = read(bytes, isBinary);
    if (log == null) {
      return;
    }
    EventLog again = read(bytes, isBinary);
    assertEquals(log.size(), again.size());
    for (Event event : log.events()) {
      assertEquals(Rtmr.SIZE, event.digest().size());
      assertTrue(!event.toString().isEmpty());
    }
    for (Rtmr register : Rtmr.values()) {
      assertEquals(RtmrReplay.of(log).computed(register), RtmrReplay.of(again).computed(register));
    }
  }

  private static @Nullable EventLog read(ByteBuffer bytes, boolean isBinary) {
    try {
      return isBinary ? CcelLog.parse(bytes) : RuntimeEventLog.parse(bytes);
    } catch (EventLogFormatException e) {
      assertTrue(!e.getMessage().isBlank());
      return null;
    }
  }
}
