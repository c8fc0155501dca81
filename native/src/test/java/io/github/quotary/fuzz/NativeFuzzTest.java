package io.github.quotary.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.quotary.qvl.Compiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The C side of every JNI entry under libFuzzer with AddressSanitizer and
 * UndefinedBehaviorSanitizer: the same inputs each time. -Dquotary.fuzz.seconds=600 fuzzes for as
 * long, with another seed each time and a corpus in target/fuzz, the tiers of P-256 as well.
 */
class NativeFuzzTest {
  private static final int RUNS_OF_SHIM = 20_000;
  private static final long SECONDS = Long.getLong("quotary.fuzz.seconds", 0);

  @BeforeAll
  static void requireFuzzer() {
    Compiler.assumeGcc();
    assumeTrue(
        Fuzzer.isThere(),
        "LEFT OUT: clang with libFuzzer is not installed (Debian: clang, libclang-rt-14-dev)");
  }

  @Test
  void shimHandsOnWhatItIsGiven() throws IOException {
    Map<String, String> stubs =
        Map.of(
            "QVL_QUOTEVERIFY_STUB",
            Compiler.quoteVerifyStub("fuzz-quoteverify").toString(),
            "QVL_QUOTEVERIFICATION_STUB",
            Compiler.quoteVerificationStub("fuzz-quoteverification").toString());
    fuzz(Fuzzer.shim(), stubs, RUNS_OF_SHIM);
  }

  /** Two tiers never disagree: each is compared with the definition. */
  @Test
  void tiersOfP256AgreeWithTheDefinition() throws IOException {
    assumeTrue(
        SECONDS > 0,
        "LEFT OUT: compiling the tiers with sanitizers takes a minute; -Dquotary.fuzz.seconds=60 does");
    fuzz(Fuzzer.tiers(), Map.of(), 0);
  }

  private static void fuzz(Path program, Map<String, String> environment, int runs)
      throws IOException {
    List<String> how =
        SECONDS == 0
            ? List.of("-seed=1", "-runs=" + runs)
            : List.of(
                "-max_total_time=" + SECONDS,
                Files.createDirectories(Path.of("target/fuzz", program.getFileName().toString()))
                    .toString());
    Compiler.Run run = Fuzzer.run(program, how, environment);
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.output().contains("stat::number_of_executed_units"), run.output());
    if (SECONDS > 0) {
      System.out.println(run.output().substring(run.output().lastIndexOf("\n#") + 1));
    }
  }
}
