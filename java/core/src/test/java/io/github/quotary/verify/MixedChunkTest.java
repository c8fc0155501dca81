package io.github.quotary.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.fixture.Hosts;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.fault.BindingFault;
import io.github.quotary.simulator.fault.CertificateFault;
import io.github.quotary.simulator.fault.ChainFault;
import io.github.quotary.simulator.fault.CrlFault;
import io.github.quotary.simulator.fault.LayoutFault;
import io.github.quotary.simulator.fault.Oddity;
import io.github.quotary.simulator.fault.Outcome;
import io.github.quotary.simulator.fault.QeIdentityFault;
import io.github.quotary.simulator.fault.QuoteFault;
import io.github.quotary.simulator.fault.TcbInfoFault;
import io.github.quotary.simulator.fault.VectorSource;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever stands beside a quote in its chunk, and whatever other threads do meanwhile, it gets the
 * verdict that it gets alone: known hosts, new ones, such as are broken in any stage.
 */
class MixedChunkTest {
  private static final int THREADS = 8;
  private static final int HOSTS = 40;
  private static final Evidence GOOD = Simulated.upToDate();
  private static final Collateral COLLATERAL = Simulated.collateral(GOOD);
  private static final List<BatchQuote> QUESTIONS = questions();
  private static final Map<BatchQuote, String> ALONE = new ConcurrentHashMap<>();
  private static final Verifier LONELY =
      Simulated.verifier(GOOD).engine(EcdsaP256.bouncyCastle()).cache(CacheLimits.none()).build();

  private static List<BatchQuote> questions() {
    List<BatchQuote> questions = new ArrayList<>();
    Stream.<VectorSource[]>of(
            BindingFault.values(),
            CertificateFault.values(),
            ChainFault.values(),
            CrlFault.values(),
            LayoutFault.values(),
            Oddity.values(),
            Outcome.values(),
            QeIdentityFault.values(),
            QuoteFault.values(),
            TcbInfoFault.values())
        .flatMap(Stream::of)
        .map(Simulated::evidence)
        .map(
            evidence ->
                BatchQuote.of(
                    ByteBuffer.wrap(evidence.quote()),
                    Simulated.collateral(evidence),
                    evidence.at()))
        .forEach(questions::add);
    for (int host = 0; host < HOSTS; host++) {
      for (int number = 0; number < 3; number++) {
        questions.add(host(Hosts.quote(host, number), host));
      }
    }
    return List.copyOf(questions);
  }

  /** A good quote of a host, or one that was changed in one byte, wherever that is. */
  private static BatchQuote host(byte[] quote, int host) {
    if (host % 2 == 1) {
      Random random = new Random(host + 31L * quote[568 + 63]);
      quote[random.nextInt(quote.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return BatchQuote.of(ByteBuffer.wrap(quote), COLLATERAL, GOOD.at());
  }

  private static String words(VerificationResult result) {
    return Simulated.words(result) + " " + result.isTrusted();
  }

  private static String alone(BatchQuote question) {
    return ALONE.computeIfAbsent(
        question,
        q -> words(LONELY.verify(q.quote(), Collateral.class.cast(q.collateral()), q.at())));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyQuoteGetsTheVerdictThatItGetsAlone(long seed) throws Exception {
    Verifier verifier = Simulated.verifier(GOOD).engine(EcdsaP256.java(1 << 20)).build();
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      Random random = new Random(seed * THREADS + thread);
      tasks.add(() -> verifyInRandomOrder(verifier, random));
    }
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      for (Future<Void> done : pool.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      pool.shutdown();
    }
  }

  private static Void verifyInRandomOrder(Verifier verifier, Random random) {
    List<BatchQuote> questions = new ArrayList<>(QUESTIONS);
    Collections.shuffle(questions, random);
    List<String> expected = questions.stream().map(MixedChunkTest::alone).toList();
    List<String> found = new ArrayList<>();
    BatchVerifier.builder(verifier)
        .chunk(1 + random.nextInt(80))
        .build()
        .verify(questions, (index, quote, result) -> found.add(words(result)));
    assertEquals(expected, found);
    return null;
  }
}
