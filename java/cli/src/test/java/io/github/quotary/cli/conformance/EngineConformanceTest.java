package io.github.quotary.cli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.EngineAvailability;
import io.github.quotary.tcb.QvlGeneration;
import io.github.quotary.verify.CacheLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every engine of our own decides as Intel does: all cases as both generations, by eight threads in
 * an order of their own, with what earlier cases proved cached.
 */
@EnabledIfEnvironmentVariable(
    named = "QUOTARY_CONFORMANCE",
    matches = ".+",
    disabledReason = "QUOTARY_CONFORMANCE does not name the folder with the conformance data")
class EngineConformanceTest {
  private static final int THREADS = 8;
  private static final List<String> FOLDERS =
      List.of("real", "tcb-scenarios", "adversarial", "traps", "orders");

  @ParameterizedTest
  @ValueSource(strings = {"java", "native:avx512", "native:avx2", "native:mulx", "native:portable"})
  void everyCaseAgreesWithIntel(String name) throws Exception {
    EcdsaP256 engine = engine(name);
    List<Case> cases = new ArrayList<>();
    Path data = Path.of(System.getenv("QUOTARY_CONFORMANCE"));
    FOLDERS.forEach(folder -> new CaseFolder(data.resolve(folder)).forEach(cases::add));
    assertTrue(cases.size() > 1000, () -> cases.size() + " cases");
    for (QvlGeneration generation : QvlGeneration.values()) {
      CaseCheck check = new CaseCheck(generation, engine, CacheLimits.standard());
      assertEquals(List.of(), disagreements(check, cases));
      assertTrue(engine.disagreement().isEmpty(), engine::name);
    }
  }

  private static EcdsaP256 engine(String name) {
    if (name.equals("java")) {
      return EcdsaP256.java();
    }
    EngineAvailability found = EcdsaP256.accelerated(name);
    if (found instanceof EngineAvailability.NotAvailable not) {
      return abort("LEFT OUT: " + name + ": " + not.reason());
    }
    return ((EngineAvailability.Available) found).engine();
  }

  private static List<String> disagreements(CaseCheck check, List<Case> cases) throws Exception {
    Queue<String> disagreements = new ConcurrentLinkedQueue<>();
    ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        List<Case> share = new ArrayList<>();
        for (int i = thread; i < cases.size(); i += THREADS) {
          share.add(cases.get(i));
        }
        Collections.shuffle(share, new Random(thread));
        running.add(
            executor.submit(
                () ->
                    share.forEach(
                        c -> check.differences(c).forEach(d -> disagreements.add(c + ": " + d)))));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      executor.shutdownNow();
    }
    return List.copyOf(disagreements);
  }
}
