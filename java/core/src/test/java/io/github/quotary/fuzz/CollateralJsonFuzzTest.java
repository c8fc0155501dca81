package io.github.quotary.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralDocuments;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import org.junit.jupiter.api.Test;

/** Parsing a signed document, taken for TCB info and for a QE identity alike. */
class CollateralJsonFuzzTest {
  private static final Evidence EVIDENCE = Simulated.upToDate();

  public static void fuzzerTestOneInput(byte[] input) {
    Collateral collateral = Collateral.builder().tcbInfo(input).qeIdentity(input).build();
    assertNotNull(CollateralDocuments.parse(collateral).complete());
  }

  @Test
  void takesAnything() {
    Corpus.feed(
        EVIDENCE.tcbInfoEnvelope().getBytes(UTF_8), CollateralJsonFuzzTest::fuzzerTestOneInput);
    Corpus.feed(
        EVIDENCE.qeIdentityEnvelope().getBytes(UTF_8), CollateralJsonFuzzTest::fuzzerTestOneInput);
  }
}
