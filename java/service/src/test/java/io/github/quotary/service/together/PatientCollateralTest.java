package io.github.quotary.service.together;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.pcs.document.QuotePlatform;
import io.github.quotary.service.fixture.Rig;
import io.github.quotary.verify.VerificationResult;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatientCollateralTest {
  private static final byte[] QUOTE = Rig.EVIDENCE.quote();

  /** Until its thread is interrupted. */
  private static final CollateralSource HANGS =
      key -> {
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return new Lookup.Unavailable("interrupted", true);
      };

  private final ExecutorService threads = Executors.newFixedThreadPool(1);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private static VerificationResult verify(CollateralSource source) {
    try (Rig rig = Rig.of("{}")) {
      return rig.verifier().withCollateralSource(source).verify(QUOTE, Rig.EVIDENCE.at());
    }
  }

  @Test
  void aSourceThatHangsLeavesTheQuoteUndecided() {
    VerificationResult result = verify(new PatientCollateral(HANGS, threads, Duration.ofMillis(1)));
    VerificationResult.Undecided undecided =
        assertInstanceOf(VerificationResult.Undecided.class, result);
    assertTrue(undecided.cause().contains("did not come within"), undecided.cause());
  }

  @Test
  void aSourceThatThrowsLeavesTheQuoteUndecided() {
    CollateralSource throwing =
        key -> {
          throw new IllegalStateException("private");
        };
    VerificationResult result =
        verify(new PatientCollateral(throwing, threads, Duration.ofSeconds(30)));
    VerificationResult.Undecided undecided =
        assertInstanceOf(VerificationResult.Undecided.class, result);
    assertTrue(undecided.cause().contains("failed"), undecided.cause());
  }

  @Test
  void whereNoThreadTakesTheLookUpTheQuoteIsUndecided() {
    threads.shutdownNow();
    CollateralSource never = new PatientCollateral(key -> null, threads, Duration.ofSeconds(30));
    VerificationResult.Undecided undecided =
        assertInstanceOf(VerificationResult.Undecided.class, verify(never));
    assertTrue(undecided.cause().contains("too many look-ups"), undecided.cause());
  }

  @Test
  void anInterruptLeavesTheQuoteUndecidedAndIsNotLost() {
    CollateralSource source = new PatientCollateral(HANGS, threads, Duration.ofSeconds(30));
    var platform = QuotePlatform.of(ByteBuffer.wrap(QUOTE)).orElseThrow();
    Thread.currentThread().interrupt();
    Lookup found = source.find(platform);
    assertTrue(Thread.interrupted());
    assertEquals(new Lookup.Unavailable("the look-up of collateral was interrupted", true), found);
  }

  /** Once it has answered, no thread is needed for what it caches. */
  @Test
  void aPlatformThatIsKnownIsAskedForOnTheCallersThread() {
    AtomicInteger own = new AtomicInteger();
    Thread caller = Thread.currentThread();
    Lookup found = new Lookup.Found(Rig.collateral());
    CollateralSource source =
        new PatientCollateral(
            key -> {
              own.addAndGet(Thread.currentThread() == caller ? 1 : 0);
              return found;
            },
            threads,
            Duration.ofSeconds(30));
    var platform = QuotePlatform.of(ByteBuffer.wrap(QUOTE)).orElseThrow();
    assertEquals(found, source.find(platform));
    assertEquals(0, own.get());
    threads.shutdownNow();
    assertEquals(found, source.find(platform));
    assertEquals(1, own.get());
  }
}
