package io.github.quotary.verify;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A service that verifies quotes of platforms that it knows leaves the collector next to nothing to
 * do. The bound is for code that is interpreted, where nothing is optimised away; what compiled
 * code takes, about a quarter of it, is measured by the benchmarks.
 */
class HotPathMemoryTest {
  private static final int QUOTES = 200;
  private static final int BOUND = 800;

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
    assertTrue(whole < BOUND, whole + " bytes a quote, " + parsing + " of them for parsing");
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
