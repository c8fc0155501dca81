package io.github.quotary.qvl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The lanes of P-256 without a JVM. Every tier that this processor can run, and the arithmetic of
 * the others with their instructions in C, must say what the complete way says; every limb is held
 * against its bound.
 */
@DisabledIfEnvironmentVariable(
    named = "QUOTARY_LANES_PASSED",
    matches = ".+",
    disabledReason = "QUOTARY_LANES_PASSED says that these programs passed, whatever the JVM")
@Execution(ExecutionMode.CONCURRENT) // Each waits for programs of its own.
class LanesTest {
  private static final String GCC = "/usr/bin/gcc";
  private static final String CLANG = "/usr/bin/clang";
  private static final String CROSS_GCC = "/usr/bin/aarch64-linux-gnu-gcc";
  private static final String QEMU = "/usr/bin/qemu-aarch64";

  private static Lanes checked;

  @BeforeAll
  static void compile() {
    Compiler.assumeGcc();
    checked = Lanes.compile("lanes-checked", GCC, "-O1", "-DP256_CHECKED");
  }

  private static Compiler.Run run(Path program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    return Compiler.run(command);
  }

  private static String passes(Compiler.Run run) {
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.output().contains("checks, 0 failures"), run.output());
    run.output().lines().filter(line -> line.contains(" run")).forEach(System.out::println);
    return run.output();
  }

  private static void runsPortableTier(String output) {
    assertTrue(output.contains("portable ran natively"), output);
  }

  @Test
  void everyTierSaysWhatTheCompleteWaySays() {
    runsPortableTier(passes(run(checked.program("p256_test"), "1", "20")));
  }

  @Test
  void tiersAgreeOnManySignaturesWhoseAnswersAreKnown() {
    Compiler.Run run = run(checked.program("p256_campaign", "-DEPOCH=2048"), "1", "0", "1", "2");
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.output().contains("\n0 disagreements"), run.output());
    runsPortableTier(run.output());
  }

  /**
   * No byte outside the buffers, for 1 to 130 signatures; any state of the floating-point unit,
   * left as it was; no more than one complete verification for each lane that is lost; what is
   * switched off does not run.
   */
  @Test
  void everyTierDoesItsDuties() {
    String output = passes(run(checked.program("p256_duties"), "43"));
    runsPortableTier(output);
    assertTrue(output.contains("fastest with mulx and adx switched off: portable"), output);
    if (output.contains("mulx ran natively")) {
      assertTrue(output.contains("fastest with AVX2 switched off: mulx"), output);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AVX512", "AVX2", "MULX", "PORTABLE", "SHIM_IFMA", "SHIM_FMA"})
  void fieldIsRightAtTheBoundsOfItsLimbs(String tier) {
    passes(run(checked.field(tier), "1", "60"));
  }

  @Test
  void brokenLaneIsCaught() {
    Path test =
        Lanes.compile("lanes-broken", GCC, "-O0", "-DP256_BROKEN_LANE=2").program("p256_test");
    Compiler.Run run = run(test, "1", "2");
    assertNotEquals(0, run.exitCode(), run.output());
    /* Four lanes and eight have a lane 2; one has not. */
    assertTrue(run.output().contains("FAILED avx2 in C"), run.output());
    assertTrue(run.output().contains("FAILED avx512 in C"), run.output());
    assertTrue(!run.output().contains("FAILED portable"), run.output());
  }

  @Test
  void hasNoErrorUnderSanitizers() {
    Compiler.Run found = Compiler.run(List.of(GCC, "-print-file-name=libasan.so"));
    assumeTrue(
        found.output().startsWith("/"), "LEFT OUT: this gcc has no AddressSanitizer (libasan)");
    Lanes lanes =
        Lanes.compile(
            "lanes-asan", GCC, "-O0", "-fsanitize=address,undefined", "-fno-sanitize-recover");
    runsPortableTier(passes(run(lanes.program("p256_test"), "2", "1")));
  }

  @Test
  void readsNothingThatWasNotWritten() {
    assumeTrue(Files.isExecutable(Path.of(CLANG)), "LEFT OUT: there is no " + CLANG);
    Compiler.Run found = Compiler.run(List.of(CLANG, "-print-file-name=libclang_rt.msan-x86_64.a"));
    Compiler.Run directory = Compiler.run(List.of(CLANG, "-print-runtime-dir"));
    assumeTrue(
        found.output().startsWith("/")
            || Files.exists(Path.of(directory.output().strip(), "libclang_rt.msan-x86_64.a")),
        "LEFT OUT: this clang has no MemorySanitizer");
    Lanes lanes =
        Lanes.compile("lanes-msan", CLANG, "-O0", "-fsanitize=memory", "-fno-sanitize-recover=all");
    runsPortableTier(passes(run(lanes.program("p256_test"), "4", "2")));
  }

  @Test
  void needsNoIntegersOf128Bits() {
    Lanes lanes = Lanes.compile("lanes-no-int128", GCC, "-O0", "-DP256_WITHOUT_INT128");
    runsPortableTier(passes(run(lanes.program("p256_test"), "3", "1")));
  }

  @Test
  void portableTierIsRightOnAarch64() {
    assumeTrue(
        Files.isExecutable(Path.of(CROSS_GCC)),
        "LEFT OUT: there is no " + CROSS_GCC + " (gcc-aarch64-linux-gnu)");
    assumeTrue(Files.isExecutable(Path.of(QEMU)), "LEFT OUT: there is no " + QEMU);
    Lanes lanes = Lanes.compile("lanes-aarch64", CROSS_GCC, "-O1", "-static");
    Path test = lanes.program("p256_test");
    String output = passes(Compiler.run(List.of(QEMU, test.toString(), "5", "1")));
    runsPortableTier(output);
    assertTrue(output.contains("avx2 is not in this build"), output);
  }
}
