package io.github.quotary.benchmarks.start;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Processes that are measured; what they measure here means nothing. */
class StartedTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @Test
  void theTimeOfAProcessIsItsOwn() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "there is no /proc");
    Started started = Started.command(List.of(JAVA, "-version"));
    assertTrue(started.seconds() > 0 && started.cpu() > 0, started.toString());
  }

  @Test
  void whatFailsIsNotMeasured() {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "there is no /proc");
    assertThrows(IOException.class, () -> Started.command(List.of(JAVA, "-jar", "none.jar")));
  }
}
