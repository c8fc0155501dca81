package io.github.quotary.cli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.tcb.QvlGeneration;
import io.github.quotary.verify.CacheLimits;
import java.nio.file.Path;
import java.security.Provider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Caching what earlier cases proved changes no verdict, in whatever order and from many threads.
 */
@EnabledIfEnvironmentVariable(
    named = "QUOTARY_CONFORMANCE",
    matches = ".+",
    disabledReason = "QUOTARY_CONFORMANCE does not name the folder with the conformance data")
class CacheConformanceTest {
  private static final int THREADS = 8;

  /** Engines that are everywhere, and those whose native libraries are here. */
  enum Engine {
    BOUNCY_CASTLE,
    JAVA,
    ACCP("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider"),
    CONSCRYPT("org.conscrypt.OpenSSLProvider");

    private final @Nullable String provider;

    Engine() {
      provider = null;
    }

    Engine(String provider) {
      this.provider = provider;
    }

    EcdsaP256 make() throws ReflectiveOperationException {
      if (provider == null) {
        return this == JAVA ? EcdsaP256.java() : EcdsaP256.bouncyCastle();
      }
      assumeTrue(
          System.getProperty("os.name").equals("Linux")
              && System.getProperty("os.arch").equals("amd64"),
          "The providers in the test's class path are for Linux on x86-64");
      return EcdsaP256.jca((Provider) Class.forName(provider).getConstructor().newInstance());
    }
  }

  @ParameterizedTest
  @EnumSource
  void verdictsStayTheSame(Engine engine) throws Exception {
    EcdsaP256 signatures = engine.make();
    for (QvlGeneration generation : QvlGeneration.values()) {
      check(generation, signatures);
    }
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
    CaseCheck check = new CaseCheck(generation, engine, new CacheLimits(300, 500, 500, 4 << 20));
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
