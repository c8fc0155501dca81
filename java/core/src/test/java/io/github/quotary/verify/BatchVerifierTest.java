package io.github.quotary.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.quote.Quote;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.fault.Outcome;
import io.github.quotary.simulator.fault.QuoteFault;
import io.github.quotary.simulator.fault.VectorSource;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.VerificationResult.Verified;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch gives each quote the verdict that it gets alone. */
class BatchVerifierTest {
  private static final Evidence GOOD = Simulated.upToDate();
  private static final Collateral COLLATERAL = Simulated.collateral(GOOD);
  private static final ExecutorService POOL = Executors.newCachedThreadPool();
  private static final List<BatchQuote> MIXED = mixed();
  private static final List<String> ALONE = alone(MIXED);

  @AfterAll
  static void stop() {
    POOL.shutdown();
  }

  /** Good quotes of several shapes, every outcome and fault of a quote, no quotes at all. */
  private static List<BatchQuote> mixed() {
    List<BatchQuote> quotes = new ArrayList<>();
    Stream.concat(
            Stream.of(QuoteShape.values()).map(Simulated::upToDate),
            Stream.<VectorSource[]>of(Outcome.values(), QuoteFault.values())
                .flatMap(Stream::of)
                .map(Simulated::evidence))
        .map(BatchVerifierTest::question)
        .forEach(quotes::add);
    quotes.add(BatchQuote.of(ByteBuffer.allocate(0), COLLATERAL, GOOD.at()));
    quotes.add(BatchQuote.of(ByteBuffer.allocate(5000), COLLATERAL, GOOD.at()));
    quotes.add(BatchQuote.of(ByteBuffer.wrap(GOOD.quote()), COLLATERAL, Instant.EPOCH));
    for (int i = 0; i < 40; i++) {
      byte[] changed = GOOD.quote();
      changed[568 + i] ^= (byte) (i % 3 == 0 ? 1 : 0);
      quotes.add(BatchQuote.of(ByteBuffer.wrap(changed), COLLATERAL, GOOD.at()));
    }
    Collections.shuffle(quotes, new Random(7));
    return quotes;
  }

  private static BatchQuote question(Evidence evidence) {
    return BatchQuote.of(
        ByteBuffer.wrap(evidence.quote()), Simulated.collateral(evidence), evidence.at());
  }

  private static String words(VerificationResult result) {
    return Simulated.words(result) + " " + result.isTrusted();
  }

  private static List<String> alone(List<BatchQuote> quotes) {
    Verifier verifier = Simulated.verifier(GOOD).cache(CacheLimits.none()).build();
    return quotes.stream()
        .map(q -> words(verifier.verify(q.quote(), Collateral.class.cast(q.collateral()), q.at())))
        .toList();
  }

  /** Genuine and not trusted: nobody has said whose TD is expected; one has no collateral. */
  @Test
  void theSumsTellGenuineFromTrustedAndUndecided() {
    Verifier verifier = Verifier.builder().trustAnchor(Simulated.anchor(GOOD)).build();
    BatchSummary summary =
        BatchVerifier.builder(verifier)
            .ticker(() -> 7)
            .build()
            .verify(
                List.of(
                    question(GOOD),
                    question(GOOD),
                    BatchQuote.of(ByteBuffer.wrap(GOOD.quote()), GOOD.at())),
                (index, each, result) -> {});
    assertEquals(2, summary.genuine());
    assertEquals(0, summary.trusted());
    assertEquals(1, summary.undecided());
    assertEquals(Optional.empty(), summary.quotesPerSecond(), "no time passed");
  }

  /** Of a platform that is known: only those are verified in the caller's bytes. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anIdThatIsKeptIsThatOfTheBytesThatWereVerified(boolean kept) {
    Verifier verifier = Simulated.verifier(GOOD).build();
    verifier.verify(ByteBuffer.wrap(GOOD.quote()), COLLATERAL, GOOD.at());
    byte[] bytes = GOOD.quote();
    List<Quote> verified = new ArrayList<>();
    BatchVerifier.builder(verifier)
        .keepIds(kept)
        .build()
        .verify(
            List.of(BatchQuote.of(ByteBuffer.wrap(bytes), COLLATERAL, GOOD.at())),
            (index, quote, result) ->
                verified.add(assertInstanceOf(Verified.class, result).verifiedQuote()));
    bytes[568] ^= 1;
    assertEquals(kept, Quote.copyOf(GOOD.quote()).id().equals(verified.get(0).id()));
  }

  @ParameterizedTest
  @CsvSource({"1, 64", "2, 64", "8, 2"})
  void everyQuoteGetsTheVerdictThatItGetsAlone(int threads, int chunk) {
    for (EcdsaP256 engine : List.of(EcdsaP256.bouncyCastle(), EcdsaP256.java())) {
      Verifier verifier = Simulated.verifier(GOOD).engine(engine).build();
      BatchVerifier batch =
          BatchVerifier.builder(verifier).executor(POOL, threads).chunk(chunk).build();
      for (int round = 0; round < 2; round++) {
        List<String> found = new ArrayList<>();
        batch.verify(
            MIXED,
            (index, quote, result) -> {
              assertEquals(found.size(), index);
              assertSame(MIXED.get((int) index), quote);
              found.add(words(result));
            });
        assertEquals(ALONE, found);
      }
    }
  }

  @Test
  void resultsCanComeInAnyOrder() {
    Map<Long, String> found = new TreeMap<>();
    BatchVerifier.builder(Simulated.verifier(GOOD).build())
        .executor(POOL, 4)
        .chunk(3)
        .ordered(false)
        .build()
        .verify(MIXED, (index, quote, result) -> found.put(index, words(result)));
    assertEquals(ALONE, List.copyOf(found.values()));
  }

  @Test
  void takesStreamsAndArrays() {
    BatchVerifier batch = BatchVerifier.builder(Simulated.verifier(GOOD).build()).build();
    List<String> found = new ArrayList<>();
    BatchSink<BatchQuote> sink = (index, quote, result) -> found.add(words(result));
    batch.verify(MIXED.stream().limit(5), sink);
    batch.verify(MIXED.subList(5, 9).toArray(BatchQuote[]::new), sink);
    assertEquals(ALONE.subList(0, 9), found);
  }

  @Test
  void theSummaryCounts() {
    long[] time = {1_000};
    Map<String, Long> expected =
        ALONE.stream()
            .map(words -> words.split(" ", 2)[0])
            .collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()));
    BatchSummary summary =
        BatchVerifier.builder(Simulated.verifier(GOOD).build())
            .ticker(() -> time[0] += 500_000_000)
            .build()
            .verify(MIXED, (index, quote, result) -> {});
    Map<String, Long> found = new TreeMap<>();
    summary.statuses().forEach((status, count) -> found.put(status.name(), count));
    summary.reasons().forEach((reason, count) -> found.put(reason.name(), count));
    assertEquals(expected, found);
    assertEquals(MIXED.size(), summary.quotes());
    assertEquals(sum(summary.statuses()), summary.verified());
    assertEquals(sum(summary.reasons()), summary.rejected());
    assertEquals(0, summary.undecided());
    assertEquals(ALONE.stream().filter(words -> words.endsWith("true")).count(), summary.trusted());
    assertEquals(
        summary.verified() - summary.statuses().get(TcbStatus.UP_TO_DATE),
        summary.violations().get("tcbStatus"));
    assertEquals(Optional.of(Duration.ofMillis(500)), summary.elapsed());
    assertEquals(MIXED.size() * 2.0, summary.quotesPerSecond().orElseThrow(), 1e-6);
    assertFalse(summary.cancelled());
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** A line that the caller could not read is a verdict like any other. */
  @Test
  void whatCannotBeReadIsRejectedForTheCallersReason() {
    Rejection illegible = Rejection.of(RejectReason.QUOTE_FORMAT_UNSUPPORTED, "line 2 is no JSON");
    BatchQuote line = new Illegible(illegible);
    List<VerificationResult> found = new ArrayList<>();
    BatchSummary summary =
        BatchVerifier.builder(Simulated.verifier(GOOD).build())
            .build()
            .verify(List.of(question(GOOD), line), (index, quote, result) -> found.add(result));
    assertTrue(found.get(0).isTrusted());
    assertSame(illegible, ((Rejected) found.get(1)).rejection());
    assertEquals(Map.of(RejectReason.QUOTE_FORMAT_UNSUPPORTED, 1L), summary.reasons());
  }

  private record Illegible(@Override Rejection unreadable) implements BatchQuote {
    @Override
    public ByteBuffer quote() {
      throw new IllegalStateException("there is none");
    }

    @Override
    public Collateral collateral() {
      throw new IllegalStateException("there is none");
    }

    @Override
    public Instant at() {
      return GOOD.at();
    }
  }

  @Test
  void anEmptyBatchHasAnEmptySummary() {
    BatchSummary summary =
        BatchVerifier.builder(Simulated.verifier(GOOD).build())
            .executor(POOL, 2)
            .build()
            .verify(List.<BatchQuote>of(), (index, quote, result) -> {});
    assertEquals(0, summary.quotes());
    assertEquals(Optional.empty(), summary.quotesPerSecond());
  }

  @Test
  void collateralComesFromTheSourceWhereNoneIsGiven() {
    Verifier verifier =
        Simulated.verifier(GOOD)
            .collateralSource(
                key ->
                    key.fmspc().equals(Simulated.verified(GOOD).platform().pck().fmspc())
                        ? new CollateralSource.Lookup.Found(COLLATERAL)
                        : new CollateralSource.Lookup.Unavailable("unknown", false))
            .build();
    byte[] stranger =
        Simulated.evidence(
                Scenario.upToDate().withPlatform(platform -> platform.withFmspc("00906ed50000")))
            .quote();
    byte[] forged = GOOD.quote();
    forged[600] ^= 1;
    List<VerificationResult> found = new ArrayList<>();
    BatchVerifier.builder(verifier)
        .build()
        .verify(
            Stream.of(GOOD.quote(), stranger, GOOD.quote(), forged, new byte[3])
                .map(bytes -> BatchQuote.of(ByteBuffer.wrap(bytes), GOOD.at())),
            (index, quote, result) -> found.add(result));
    assertTrue(found.get(0).isTrusted());
    assertInstanceOf(Undecided.class, found.get(1));
    assertTrue(found.get(2).isTrusted());
    assertEquals(RejectReason.QUOTE_INVALID_SIGNATURE, ((Rejected) found.get(3)).reason());
    assertEquals(RejectReason.QUOTE_TOO_SHORT, ((Rejected) found.get(4)).reason());
  }
}
