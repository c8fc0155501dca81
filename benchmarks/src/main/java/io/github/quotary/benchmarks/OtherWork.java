package io.github.quotary.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.StringTokenizer;
import java.util.stream.Stream;

/**
 * What other processes, and other guests of the same host, use of the machine while a benchmark
 * runs; known where there is {@code /proc/stat}.
 */
public final class OtherWork {
  private static final Path STAT = Path.of("/proc/stat");

  /** The unit of the file is a hundredth of a second, whatever the kernel's own clock. */
  private static final double TICK = 1e7;

  private final long nanosBefore = System.nanoTime();
  private final OptionalDouble busyBefore = busy();
  private final long ownBefore = own();

  private OtherWork() {}

  /** Begins to look. */
  public static OtherWork begin() {
    return new OtherWork();
  }

  /** How many cores it has used since the beginning; never below 0. */
  OptionalDouble cores() {
    return cores(0);
  }

  /** The same without a process that is not other work either, and used so much CPU time. */
  public OptionalDouble cores(long nanosOfChild) {
    OptionalDouble busy = busy();
    if (busyBefore.isEmpty() || busy.isEmpty()) {
      return OptionalDouble.empty();
    }
    double others =
        busy.getAsDouble() - busyBefore.getAsDouble() - (own() - ownBefore) - nanosOfChild;
    return OptionalDouble.of(Math.max(0, others / Math.max(1, System.nanoTime() - nanosBefore)));
  }

  private static long own() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }

  /** Nanoseconds that all cores were busy, or taken away by the host. */
  private static OptionalDouble busy() {
    try (Stream<String> lines = Files.lines(STAT)) {
      return lines.findFirst().map(OtherWork::busy).orElse(OptionalDouble.empty());
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }

  /** {@code cpu user nice system idle iowait irq softirq steal ...}. */
  static OptionalDouble busy(String line) {
    StringTokenizer words = new StringTokenizer(line);
    if (words.countTokens() < 9 || !words.nextToken().equals("cpu")) {
      return OptionalDouble.empty();
    }
    double ticks = 0;
    for (int i = 0; i < 8; i++) {
      long value = Long.parseLong(words.nextToken());
      boolean idle = i == 3 || i == 4;
      ticks += idle ? 0 : value;
    }
    return OptionalDouble.of(ticks * TICK);
  }
}
