package io.github.quotary.fuzz;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Verifying a quote: every stage up to the first check that fails, and then all of them. */
class VerifyFuzzTest {
  private static final Evidence EVIDENCE = Simulated.upToDate();
  private static final Collateral COLLATERAL = Simulated.collateral(EVIDENCE);
  private static final Verifier VERIFIER = Simulated.verifier(EVIDENCE).build();

  public static void fuzzerTestOneInput(byte[] input) {
    assertNotNull(VERIFIER.report(ByteBuffer.wrap(input), COLLATERAL, EVIDENCE.at()).result());
  }

  @Test
  void takesAnything() {
    Corpus.feed(EVIDENCE.quote(), VerifyFuzzTest::fuzzerTestOneInput);
  }
}
