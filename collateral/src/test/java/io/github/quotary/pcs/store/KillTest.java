package io.github.quotary.pcs.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, killed with SIGKILL while they write. */
@Tag("any-jdk")
class KillTest {
  private static final int ROUNDS = 60;

  /** About what a write takes. */
  private static final int LONGEST_NANOS = 8_000_000;

  private static final byte[] OLD = "stored before everything".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path directory;

  @Test
  void nothingThatWasStoredIsLost() throws Exception {
    FileStore store = FileStore.open(directory);
    store.write("old", OLD, present -> true);
    Random random = new Random(1);
    Map<String, Long> stored = new HashMap<>();
    long next = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long last = runAndKill(next, 1 + random.nextInt(6), random.nextInt(LONGEST_NANOS));
      for (long number = next; number <= last; number++) {
        stored.put(KilledWriter.name(number), number);
      }
      assertArrayEquals(OLD, store.read("old").orElseThrow());
      for (Map.Entry<String, Long> each : stored.entrySet()) {
        each.setValue(requireComplete(store, each.getKey(), each.getValue(), last + 1));
      }
      next = last + 2;
    }
    assertEquals(KilledWriter.NAMES + 1, FileStore.open(directory).names().size());
  }

  /** A name has what was reported to be stored, or what was stored and not reported any more. */
  private static long requireComplete(FileStore store, String name, long reported, long unreported)
      throws IOException {
    byte[] content = store.read(name).orElseThrow();
    String text = new String(content, StandardCharsets.US_ASCII);
    long found = Long.parseLong(text.substring(0, text.indexOf(' ')));
    assertArrayEquals(KilledWriter.content(found), content);
    boolean newer = found == unreported && name.equals(KilledWriter.name(unreported));
    assertTrue(found == reported || newer, name + " has " + found + ", not " + reported);
    return found;
  }

  private long runAndKill(long first, int lines, int nanos)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-XX:-UsePerfData",
                    "-Xshare:auto",
                    "-cp",
                    String.join(
                        File.pathSeparator, folderOf(FileStore.class), folderOf(getClass())),
                    KilledWriter.class.getName(),
                    directory.toString(),
                    Long.toString(first)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long last = -1;
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      for (int i = 0; i < lines; i++) {
        last = Long.parseLong(output.readLine());
      }
      // Anywhere in the next write, and not only where it begins, which is when a line has come.
      for (long start = System.nanoTime(); System.nanoTime() - start < nanos; ) {
        Thread.onSpinWait();
      }
      // Unlike the process's own method, its handle's leaves the output to be read to its end.
      process.toHandle().destroyForcibly();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        last = Math.max(last, line.isEmpty() ? last : Long.parseLong(line));
      }
    } finally {
      process.destroyForcibly();
    }
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(128 + 9, process.exitValue());
    return last;
  }

  private static String folderOf(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
  }
}
