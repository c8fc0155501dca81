package io.github.quotary.qvl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The C core without a JVM: plain, under AddressSanitizer, under valgrind. */
class CoreTest {
  private static final Path VALGRIND = Path.of("/usr/bin/valgrind");

  private static void passes(Path test, String... before) {
    List<String> command = new ArrayList<>(List.of(before));
    command.add(test.toString());
    command.add(Compiler.quoteVerifyStub("core-quoteverify").toString());
    command.add(Compiler.quoteVerificationStub("core-quoteverification").toString());
    Compiler.Run run = Compiler.run(command);
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.output().contains("checks, 0 failures"), run.output());
  }

  @Test
  void passes() {
    passes(Compiler.coreTest("core_test"));
  }

  @Test
  void hasNoErrorAndNoLeakUnderAddressSanitizer() {
    Compiler.assumeGcc();
    Compiler.Run found = Compiler.run(List.of("/usr/bin/gcc", "-print-file-name=libasan.so"));
    assumeTrue(
        found.output().startsWith("/"), "LEFT OUT: this gcc has no AddressSanitizer (libasan)");
    passes(
        Compiler.coreTest(
            "core_test_asan", "-fsanitize=address,undefined", "-fno-sanitize-recover"));
  }

  @Test
  void hasNoErrorAndNoLeakUnderValgrind() {
    Compiler.assumeGcc();
    assumeTrue(Files.isExecutable(VALGRIND), "LEFT OUT: there is no /usr/bin/valgrind");
    passes(
        Compiler.coreTest("core_test_valgrind"),
        VALGRIND.toString(),
        "--quiet",
        "--leak-check=full",
        "--show-leak-kinds=all",
        "--errors-for-leak-kinds=all",
        "--error-exitcode=9");
  }
}
