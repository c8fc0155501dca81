package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.qvl.LoadOutcome;
import io.github.quotary.qvl.QvlLibrary;
import io.github.quotary.qvl.StageLibrary;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The cross-check over the conformance data finds no difference but those that are meant: with
 * recorded verdicts, and with Intel's libraries wherever they are found.
 */
@EnabledIfEnvironmentVariable(
    named = "QUOTARY_CONFORMANCE",
    matches = ".+",
    disabledReason = "QUOTARY_CONFORMANCE does not name the folder with the conformance data")
class CrosscheckConformanceTest {
  private static String folder(String name) {
    return Path.of(System.getenv("QUOTARY_CONFORMANCE"), name).toString();
  }

  private static void agrees(String... options) {
    String[] args =
        Stream.concat(Stream.of("crosscheck"), Stream.of(options)).toArray(String[]::new);
    CommandRun run = CommandRun.of(args);
    assertEquals(ExitCode.OK, run.code(), run.out());
    assertTrue(run.out().endsWith("AGREE: no unexplained differences\n"), run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.26", "1.27"})
  void withRecordedVerdicts(String generation) {
    agrees(
        "--against",
        "recorded",
        "--generation",
        generation,
        folder("real"),
        folder("adversarial"),
        folder("traps"),
        folder("orders"));
  }

  private static void assumeLoaded(LoadOutcome<?> outcome) {
    assumeTrue(outcome.library().isPresent(), () -> "LEFT OUT: " + outcome.message());
  }

  /** The libraries that there are to test with are of DCAP 1.24 to 1.26. */
  @Test
  void withIntelsDcapLibrary() {
    assumeLoaded(QvlLibrary.load());
    agrees("--against", "dcap", "--generation", "1.26", folder("real"));
  }

  @Test
  void withIntelsLowLevelLibrary() {
    assumeLoaded(StageLibrary.load());
    String generation = System.getProperty("quotary.qvl.stages.generation", "1.27");
    agrees(
        "--against",
        "qvl",
        "--generation",
        generation,
        folder("real"),
        folder("tcb-scenarios"),
        folder("adversarial"),
        folder("traps"),
        folder("orders"));
  }
}
