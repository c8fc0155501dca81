package io.github.quotary.fuzz.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is written into an input of the largest size, a small heap reads or refuses it, and
 * refuses a larger one.
 */
class LargestInputsTest {
  private static final int SECONDS = 300;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {64, 192, 512})
  void fitsIntoAHeapOfSoManyMebibytes(int heap) throws IOException, InterruptedException {
    run(
        heap + "m",
        Stream.of(LargestInputs.values()).filter(input -> input.heap() == heap).toList());
  }

  private void run(String heap, List<LargestInputs> inputs)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Xmx" + heap);
    command.add("-XX:+UseSerialGC");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(LargestInputs.class.getName());
    inputs.forEach(input -> command.add(input.name()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), () -> "still running: " + read(log));
      assertEquals(0, process.exitValue(), () -> read(log));
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
