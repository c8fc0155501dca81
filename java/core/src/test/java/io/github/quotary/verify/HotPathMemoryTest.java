package io.github.quotary.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.quote.Quote;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.QuoteShape;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A service that verifies quotes of platforms that it knows leaves the collector next to nothing to
 * do: 256 bytes a quote. The bound holds for code that is interpreted, where nothing is optimised
 * away.
 */
class HotPathMemoryTest {
  private static final int QUOTES = 200;
  private static final int BOUND = 256;
  private static final int BATCH = 3200;

  /** As many quotes as there are for each that Bouncy Castle verifies again, on average. */
  private static final int SHADOWED_BATCH = 16_384;

  private static final int BATCHES = 200;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @EnumSource
  void aKnownPlatformsQuoteTakesFewBytes(QuoteShape shape) {
    Evidence evidence = Simulated.upToDate(shape);
    Collateral collateral = Simulated.collateral(evidence);
    ByteBuffer quote = ByteBuffer.wrap(evidence.quote());
    Verifier verifier = Simulated.verifier(evidence).engine(unshadowed()).build();
    Runnable verification = () -> verifier.verifyInPlace(quote, collateral, evidence.at());
    // Until the key has both of its tables.
    for (int i = 0; i < 100; i++) {
      verification.run();
    }
    long whole = bytes(verification);
    long parsing = bytes(() -> Quote.tryParse(quote));
    assertTrue(whole <= BOUND, whole + " bytes a quote, " + parsing + " of them for parsing");
  }

  @ParameterizedTest
  @EnumSource
  void aKnownPlatformsQuoteInABatchTakesFewBytes(QuoteShape shape) {
    Evidence evidence = Simulated.upToDate(shape);
    Verifier verifier = Simulated.verifier(evidence).engine(unshadowed()).build();
    List<BatchQuote> quotes = Collections.nCopies(BATCH, question(evidence));
    assertFewBytes(verifier, quotes);
  }

  /** The default engine is in shadow mode. */
  @Test
  void whatIsVerifiedAgainTakesFewBytesAQuote() {
    Evidence evidence = Simulated.upToDate(QuoteShape.V4_TDX);
    Verifier verifier = Simulated.verifier(evidence).build();
    List<BatchQuote> quotes = Collections.nCopies(SHADOWED_BATCH, question(evidence));
    assertFewBytes(verifier, quotes);
  }

  /**
   * With the first batches classes are loaded, tables made, and methods compiled, which takes long
   * beside other work; and how many quotes of a batch are verified again varies.
   */
  private static void assertFewBytes(Verifier verifier, List<BatchQuote> quotes) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < BATCHES && least > BOUND; i++) {
      least = Math.min(least, bytesInABatch(verifier, quotes));
    }
    assertTrue(least <= BOUND, least + " bytes a quote");
  }

  private static BatchQuote question(Evidence evidence) {
    return BatchQuote.of(
        ByteBuffer.wrap(evidence.quote()), Simulated.collateral(evidence), evidence.at());
  }

  private static long bytesInABatch(Verifier verifier, List<BatchQuote> quotes) {
    BatchVerifier batch = BatchVerifier.builder(verifier).build();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    BatchSummary summary = batch.verify(quotes, (index, quote, result) -> {});
    long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertEquals(quotes.size(), summary.trusted());
    return bytes / quotes.size();
  }

  /** A signature that is verified again, once in a while, would be found at random. */
  private static EcdsaP256 unshadowed() {
    return EcdsaP256.java().shadowed(Integer.MAX_VALUE, found -> {});
  }

  private static long bytes(Runnable work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < QUOTES; i++) {
      work.run();
    }
    return (THREADS.getCurrentThreadAllocatedBytes() - before) / QUOTES;
  }
}
