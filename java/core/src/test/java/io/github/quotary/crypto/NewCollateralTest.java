package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.fixture.Hosts;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.verify.BatchQuote;
import io.github.quotary.verify.BatchVerifier;
import io.github.quotary.verify.CacheLimits;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * New collateral that many threads meet is verified once. The first signature that the engine is
 * asked for waits until all other threads have nothing left to do but wait, or are done.
 */
@Timeout(120)
class NewCollateralTest {
  private static final int THREADS = 6;

  /** Signatures of collateral and CA that are not a host's own. */
  private static final int INTELS = 6;

  private static final int HOSTS_OWN = 3;

  private static final Evidence GOOD = Simulated.upToDate();

  private final List<Thread> threads = new ArrayList<>();
  private final List<FutureTask<Object>> tasks = new ArrayList<>();
  private final CountDownLatch firstIsAtWork = new CountDownLatch(1);

  /** Counts signatures; holds the first up. */
  private final class Counting extends EcdsaP256 {
    final AtomicInteger signatures = new AtomicInteger();
    final boolean batches;
    final boolean fails;
    private final AtomicBoolean begun = new AtomicBoolean();

    Counting(boolean batches, boolean fails) {
      this.batches = batches;
      this.fails = fails;
    }

    @Override
    public String name() {
      return "counting";
    }

    @Override
    boolean gainsByBatches() {
      return batches;
    }

    @Override
    public void verifyAll(P256Batch batch) {
      count(batch.size());
      bouncyCastle().verifyAll(batch);
    }

    @Override
    boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature) {
      count(1);
      return bouncyCastle().verifyInRange(key, digest, signature);
    }

    private void count(int number) {
      signatures.addAndGet(number);
      if (begun.compareAndSet(false, true)) {
        firstIsAtWork.countDown();
        othersWaitOrAreDone();
        if (fails) {
          throw new IllegalStateException("The engine fails");
        }
      }
    }
  }

  private void othersWaitOrAreDone() {
    for (Thread thread : threads) {
      while (thread != Thread.currentThread()
          && thread.getState() != Thread.State.WAITING
          && thread.getState() != Thread.State.TERMINATED) {
        Thread.onSpinWait();
      }
    }
  }

  /** The same bytes, but no other thread's object. */
  private static Collateral collateral(int number) {
    String envelope = GOOD.tcbInfoEnvelope() + " ".repeat(number);
    return Simulated.collateralBuilder(GOOD)
        .tcbInfo(envelope.getBytes(StandardCharsets.UTF_8))
        .build();
  }

  private static VerificationResult verify(Verifier verifier, byte[] quote) {
    return verifier.verify(ByteBuffer.wrap(quote), collateral(0), GOOD.at());
  }

  private static Verifier verifier(EcdsaP256 engine) {
    return Simulated.verifier(GOOD).engine(engine).build();
  }

  /** A quote whose PCK certificate is not signed by Intel's CA. */
  private static byte[] forged() {
    byte[] quote = Hosts.quote(0, 1);
    int certificate = new String(quote, StandardCharsets.ISO_8859_1).indexOf("-----BEGIN");
    quote[certificate + 900] ^= 1;
    return quote;
  }

  private void add(Callable<Object> task) {
    FutureTask<Object> future = new FutureTask<>(task);
    tasks.add(future);
    threads.add(new Thread(future));
  }

  /** Runs the first task until it asks the engine, then the others. */
  private void run() throws InterruptedException {
    threads.get(0).start();
    firstIsAtWork.await();
    for (Thread thread : threads.subList(1, threads.size())) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isVerifiedOnceForAllThreads(boolean batches) throws Exception {
    Counting engine = new Counting(batches, false);
    Verifier verifier = verifier(engine);
    for (int host = 0; host < THREADS; host++) {
      byte[] quote = Hosts.quote(host, 1);
      add(() -> verify(verifier, quote));
    }
    run();
    for (FutureTask<Object> task : tasks) {
      assertInstanceOf(Verified.class, task.get());
    }
    assertEquals(INTELS + THREADS * HOSTS_OWN, engine.signatures.get());
  }

  /** Each chunk has two sets of collateral, which differ in a space behind what is signed. */
  @Test
  void isVerifiedOnceForAllChunks() throws Exception {
    Counting engine = new Counting(true, false);
    Verifier verifier = verifier(engine);
    for (int thread = 0; thread < THREADS; thread++) {
      List<BatchQuote> quotes = new ArrayList<>();
      for (int number = 0; number < 4; number++) {
        byte[] quote = Hosts.quote(2 * thread + number % 2, 1);
        int sets = thread % 2 == 0 ? number / 2 : 1 - number / 2;
        quotes.add(BatchQuote.of(ByteBuffer.wrap(quote), collateral(sets), GOOD.at()));
      }
      add(() -> chunk(verifier, quotes));
    }
    run();
    for (FutureTask<Object> task : tasks) {
      for (Object result : (List<?>) task.get()) {
        assertInstanceOf(Verified.class, result);
      }
    }
    assertEquals(INTELS + THREADS * 2 * HOSTS_OWN, engine.signatures.get());
  }

  private static Object chunk(Verifier verifier, List<BatchQuote> quotes) {
    List<VerificationResult> results = new ArrayList<>();
    BatchVerifier.builder(verifier)
        .build()
        .verify(quotes, (index, quote, result) -> results.add(result));
    return results;
  }

  /** What comes of the first is not what comes of the others. */
  @Test
  void aQuoteThatIsRejectedHoldsNobodyUp() throws Exception {
    Counting engine = new Counting(true, false);
    Verifier verifier = verifier(engine);
    byte[] forged = forged();
    add(() -> verify(verifier, forged));
    for (int host = 1; host < THREADS; host++) {
      byte[] quote = Hosts.quote(host, 1);
      add(() -> verify(verifier, quote));
    }
    run();
    assertInstanceOf(Rejected.class, tasks.get(0).get());
    for (FutureTask<Object> task : tasks.subList(1, THREADS)) {
      assertInstanceOf(Verified.class, task.get());
    }
    assertInstanceOf(Verified.class, verify(verifier, Hosts.quote(7, 1)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anEngineThatFailsHoldsNobodyUp(boolean inChunks) throws Exception {
    Verifier verifier = verifier(new Counting(true, true));
    for (int host = 0; host < THREADS; host++) {
      BatchQuote quote =
          BatchQuote.of(ByteBuffer.wrap(Hosts.quote(host, 1)), collateral(0), GOOD.at());
      add(
          () ->
              inChunks
                  ? ((List<?>) chunk(verifier, List.of(quote))).get(0)
                  : verifier.verify(quote.quote(), collateral(0), GOOD.at()));
    }
    run();
    assertEquals(1, tasks.stream().filter(NewCollateralTest::failed).count());
    for (FutureTask<Object> task : tasks.subList(1, THREADS)) {
      assertInstanceOf(Verified.class, task.get());
    }
  }

  private static boolean failed(FutureTask<Object> task) {
    try {
      task.get();
      return false;
    } catch (ExecutionException e) {
      return e.getCause() instanceof IllegalStateException;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anInterruptedThreadGoesOnByItself() throws Exception {
    Verifier verifier = verifier(new Counting(true, false));
    byte[] quote = Hosts.quote(1, 1);
    add(() -> verify(verifier, Hosts.quote(0, 1)));
    AtomicBoolean stillInterrupted = new AtomicBoolean();
    add(
        () -> {
          Thread.currentThread().interrupt();
          VerificationResult result = verify(verifier, quote);
          stillInterrupted.set(Thread.currentThread().isInterrupted());
          return result;
        });
    run();
    assertInstanceOf(Verified.class, tasks.get(1).get());
    assertTrue(stillInterrupted.get());
  }

  /** Where nothing is cached, waiting would gain nothing. */
  @Test
  void withoutACacheNobodyWaits() throws Exception {
    Counting engine = new Counting(true, false);
    Verifier verifier = Simulated.verifier(GOOD).engine(engine).cache(CacheLimits.none()).build();
    for (int host = 0; host < 2; host++) {
      byte[] quote = Hosts.quote(host, 1);
      add(() -> verify(verifier, quote));
    }
    run();
    assertInstanceOf(Verified.class, tasks.get(0).get());
    assertInstanceOf(Verified.class, tasks.get(1).get());
    assertEquals(2 * (INTELS + HOSTS_OWN), engine.signatures.get());
  }
}
