package io.github.quotary.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.crypto.P256Batch;
import io.github.quotary.qvl.StageLibrary;
import io.github.quotary.status.Outcome;
import io.github.quotary.verify.VerificationResult.Verified;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each benchmark is set up and called once, without JMH: what is measured works. */
class SmokeTest {
  private static QuoteOrder order() {
    QuoteOrder order = new QuoteOrder();
    order.fill(0);
    return order;
  }

  private static void assumeHere(Engine engine) {
    assumeTrue(engine.isHere(), "LEFT OUT: this machine cannot run " + engine);
  }

  @ParameterizedTest
  @CsvSource({"NOTHING, 4, BC", "COLLATERAL, 5, JAVA", "CHAIN, 4, JAVA", "PLATFORM, 4, JAVA"})
  void verifiesAQuote(CacheLevel kept, int version, Engine engine) {
    VerifyBenchmark benchmark = new VerifyBenchmark();
    benchmark.engine = engine;
    benchmark.kept = kept;
    benchmark.hosts = 2;
    benchmark.version = version;
    benchmark.setUp();
    assertTrue(benchmark.verify(order()).isTrusted());
  }

  @ParameterizedTest
  @CsvSource({"1, JAVA, PLATFORM", "2, JAVA, COLLATERAL"})
  void verifiesABatch(int threads, Engine engine, CacheLevel kept) {
    BatchBenchmark benchmark = new BatchBenchmark();
    benchmark.kept = kept;
    benchmark.engine = engine;
    benchmark.threads = threads;
    benchmark.hosts = 2;
    benchmark.setUp();
    long before = benchmark.counted();
    assertEquals(3200, benchmark.verify().trusted());
    assertEquals(3200, benchmark.counted() - before);
  }

  @Test
  void timesAQuote() {
    LatencyBenchmark benchmark = new LatencyBenchmark();
    benchmark.engine = Engine.BC;
    benchmark.kept = CacheLevel.PLATFORM;
    benchmark.hosts = 2;
    benchmark.setUp();
    assertTrue(benchmark.verify(order()).isTrusted());
  }

  @ParameterizedTest
  @EnumSource
  void verifiesSignatures(Engine engine) {
    assumeHere(engine);
    for (EcdsaBenchmark.Key key : EcdsaBenchmark.Key.values()) {
      EcdsaBenchmark benchmark = new EcdsaBenchmark();
      benchmark.engine = engine;
      benchmark.key = key;
      benchmark.setUp();
      assertTrue(benchmark.verify(order()));
      P256Batch batch = benchmark.verifyAll(new EcdsaBenchmark.Lanes());
      assertEquals(64, batch.size());
      for (int lane = 0; lane < batch.size(); lane++) {
        assertTrue(batch.isVerified(lane), "lane " + lane);
      }
    }
  }

  @Test
  void trustsCollateral() {
    CollateralBenchmark benchmark = new CollateralBenchmark();
    benchmark.setUp();
    CollateralBenchmark.Signatures signatures = new CollateralBenchmark.Signatures();
    signatures.engine = Engine.JAVA;
    signatures.setUp(benchmark);
    assertInstanceOf(Collateral.class, benchmark.readJson());
    assertInstanceOf(Outcome.Passed.class, benchmark.parse());
    assertInstanceOf(Outcome.Passed.class, benchmark.parseAndTrust(signatures));
  }

  @ParameterizedTest
  @EnumSource
  void verifiesTheQuoteOfTheComparison(CacheLevel kept) {
    SameQuoteBenchmark benchmark = new SameQuoteBenchmark();
    benchmark.engine = Engine.BC;
    benchmark.kept = kept;
    benchmark.setUp();
    assertInstanceOf(Verified.class, benchmark.verify());
  }

  @ParameterizedTest
  @EnumSource
  void verifiesWithEachSide(QvlBenchmark.Side side) {
    QvlBenchmark benchmark = new QvlBenchmark();
    benchmark.side = side;
    if (side == QvlBenchmark.Side.DCAP) {
      // It trusts Intel's root only, and no evidence under that belongs to the project.
      String message = assertThrows(IllegalStateException.class, benchmark::setUp).getMessage();
      assertTrue(message.contains("LEFT OUT") || message.contains("CHAIN_ERROR"), message);
      return;
    }
    var outcome = StageLibrary.load();
    assumeTrue(
        side != QvlBenchmark.Side.QVL || outcome.library().isPresent(),
        () -> "LEFT OUT: " + outcome.message());
    benchmark.setUp();
    assertTrue(benchmark.verify().returnCode().isSuccess());
  }

  @Test
  void countsTheMemoryOfTheCache() {
    KeptMemoryBenchmark benchmark = new KeptMemoryBenchmark();
    benchmark.platforms = 100;
    benchmark.setUp();
    KeptMemoryBenchmark.Counters counters = new KeptMemoryBenchmark.Counters();
    assertEquals(100, benchmark.keep(counters).platformCounters().entries());
    long evidence = 100L * 4000;
    assertTrue(counters.keptBytes > evidence, () -> "counted " + counters.keptBytes);
  }

  @Test
  void refusesToMeasureARejection() {
    Fleet fleet = Fleet.of(1, 4);
    var verifier = fleet.verifier(Engine.BC, CacheLevel.COLLATERAL);
    byte[] forged = new byte[fleet.quotes().get(0).remaining()];
    fleet.quotes().get(0).duplicate().get(forged);
    forged[600] ^= 1;
    var result = verifier.verify(java.nio.ByteBuffer.wrap(forged), fleet.collateral(), fleet.at());
    String message =
        assertThrows(IllegalStateException.class, () -> Fleet.requireVerified(result)).getMessage();
    assertTrue(message.contains("was not verified"), message);
  }
}
