package io.github.quotary.cli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.tcb.QvlGeneration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Our verdict on every case equals that of Intel's code, for both generations. */
@EnabledIfEnvironmentVariable(
    named = "QUOTARY_CONFORMANCE",
    matches = ".+",
    disabledReason = "QUOTARY_CONFORMANCE does not name the folder with the conformance data")
class ConformanceTest {
  private static final List<String> FOLDERS =
      List.of("real", "tcb-scenarios", "adversarial", "traps", "orders");

  @TestFactory
  Stream<DynamicNode> everyCaseAgreesWithIntel() {
    Path data = Path.of(System.getenv("QUOTARY_CONFORMANCE"));
    return FOLDERS.stream()
        .flatMap(
            folder ->
                Stream.of(QvlGeneration.values())
                    .map(
                        generation ->
                            DynamicTest.dynamicTest(
                                folder + " as QVL " + generation.version(),
                                () -> check(data.resolve(folder), generation))));
  }

  private static void check(Path folder, QvlGeneration generation) {
    CaseCheck check = new CaseCheck(generation, EcdsaP256.bouncyCastle());
    List<String> disagreements = new ArrayList<>();
    int[] cases = {0};
    new CaseFolder(folder)
        .forEach(
            c -> {
              cases[0]++;
              check.differences(c).forEach(d -> disagreements.add(c + ": " + d));
            });
    assertEquals(List.of(), disagreements);
    assertTrue(cases[0] > 0, "no cases in " + folder);
  }
}
