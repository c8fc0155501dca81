package io.github.quotary.verify;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.ParsedCollateral;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.pki.KnownCertificates;
import io.github.quotary.pki.PckChain;
import io.github.quotary.pki.PkiFormatException;
import io.github.quotary.quote.Quote;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.QuoteShape;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A quote and collateral that were never met before are read in one pass, without trees of their
 * DER and JSON, if they are written as Intel writes them. The bounds are for code that is
 * interpreted; a reader that makes a tree takes several times as much.
 */
class ColdPathMemoryTest {
  private static final int ROUNDS = 50;
  private static final int CHAIN_BOUND = 40_000;
  private static final int COLLATERAL_BOUND = 90_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @EnumSource
  void aChainIsReadWithoutTrees(QuoteShape shape) {
    Evidence evidence = Simulated.upToDate(shape);
    ByteBuffer pem =
        Quote.parse(ByteBuffer.wrap(evidence.quote())).signatureData().certificationData().data();
    long bytes = bytes(() -> parse(pem));
    assertTrue(bytes < CHAIN_BOUND, bytes + " bytes a chain");
  }

  private static PckChain parse(ByteBuffer pem) {
    try {
      return PckChain.parse(pem, new KnownCertificates().forOneVerification());
    } catch (PkiFormatException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void collateralIsReadWithoutTrees(QuoteShape shape) {
    Collateral collateral = Simulated.collateral(Simulated.upToDate(shape));
    long bytes = bytes(() -> ParsedCollateral.parse(collateral).orElseThrow());
    assertTrue(bytes < COLLATERAL_BOUND, bytes + " bytes a set of collateral");
  }

  private static long bytes(Runnable work) {
    work.run();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < ROUNDS; i++) {
      work.run();
    }
    return (THREADS.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
  }
}
