package io.github.quotary.domain.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed at any time, without a chance to say goodbye. */
@Tag("any-jdk")
class KilledWatchTest {
  private static final int ROUNDS = 220;
  private static final int KILLS = 20;
  private static final long SEED = 7;

  @TempDir private Path folder;

  private final Random random = new Random(SEED);
  private final StringBuilder heard = new StringBuilder();

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            WatchProcess.class.getName(),
            folder.toString(),
            Long.toString(SEED),
            Integer.toString(ROUNDS))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /**
   * Lets a process play rounds one by one, reads what it says, and kills it after some rounds: amid
   * the next one, or when it begins to tell of the next alert.
   *
   * @param rounds 0: it is not killed; its streams stay open, to read the last that it said
   */
  private void play(Process process, int rounds) throws IOException, InterruptedException {
    boolean isKilledWhenTelling = random.nextBoolean();
    int played = 0;
    try (InputStream out = process.getInputStream()) {
      grant(process);
      int last = '\n';
      for (int c = out.read(); c >= 0; c = out.read()) {
        heard.append((char) c);
        if (c == '\n' && last == '\n') {
          played++;
          grant(process);
          if (played == rounds && !isKilledWhenTelling) {
            spin(random.nextInt(20_000_000));
            process.toHandle().destroyForcibly();
          }
        } else if (c == '{' && rounds > 0 && played >= rounds) {
          process.toHandle().destroyForcibly();
        }
        last = c;
      }
    }
    process.waitFor();
  }

  /** Lets a process play one more round, if it is still there. */
  private static void grant(Process process) {
    try {
      process.getOutputStream().write('.');
      process.getOutputStream().flush();
    } catch (IOException e) {
      // It was killed.
    }
  }

  private static void spin(int nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  @Test
  void everyPlantedEventIsReportedOnceThoughTheWatchIsKilled()
      throws IOException, InterruptedException {
    Script script = new Script(SEED, ROUNDS);
    for (int kill = 0; kill < KILLS; kill++) {
      play(start(), 2 + random.nextInt(7));
      assertTrue(heard.indexOf("end\n") < 0, "the script is too short for so many kills");
    }
    play(start(), 0);
    assertTrue(heard.toString().endsWith("end\n"));
    assertEquals(
        script.planted(),
        WatchSimulationTest.Lines.alerts(heard.toString()).values().stream()
            .map(Script::words)
            .sorted()
            .toList());
  }
}
