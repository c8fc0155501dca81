package io.github.quotary.cli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.tcb.QvlGeneration;
import io.github.quotary.verify.Keep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Keeping what earlier cases proved changes no verdict, in whatever order and from many threads.
 */
@EnabledIfEnvironmentVariable(
    named = "QUOTARY_CONFORMANCE",
    matches = ".+",
    disabledReason = "QUOTARY_CONFORMANCE does not name the folder with the conformance data")
class KeepConformanceTest {
  private static final int THREADS = 8;

  @ParameterizedTest
  @EnumSource
  void verdictsStayTheSame(QvlGeneration generation) throws InterruptedException {
    check(generation, EcdsaP256.bouncyCastle());
  }

  @ParameterizedTest
  @EnumSource
  void verdictsStayTheSameWithTheJavaEngine(QvlGeneration generation) throws InterruptedException {
    check(generation, EcdsaP256.java());
  }

  private static void check(QvlGeneration generation, EcdsaP256 engine)
      throws InterruptedException {
    List<Case> cases = new ArrayList<>();
    for (String folder : List.of("real", "tcb-scenarios", "adversarial", "traps", "orders")) {
      new CaseFolder(Path.of(System.getenv("QUOTARY_CONFORMANCE")).resolve(folder))
          .forEach(
              c -> {
                cases.add(c);
                cases.add(c);
              });
    }
    Collections.shuffle(cases, new Random(20_260_820));
    CaseCheck check = new CaseCheck(generation, engine, new Keep(300, 500, 500, 4 << 20));
    Queue<String> disagreements = new ConcurrentLinkedQueue<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    for (Case c : cases) {
      threads.execute(() -> check.differences(c).forEach(d -> disagreements.add(c + ": " + d)));
    }
    threads.shutdown();
    assertTrue(threads.awaitTermination(10, TimeUnit.MINUTES));
    assertEquals(List.of(), List.copyOf(disagreements));
  }
}
