package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.fault.Fault;
import io.github.quotary.simulator.fault.Oddity;
import io.github.quotary.simulator.fault.Outcome;
import io.github.quotary.simulator.fault.VectorSource;
import io.github.quotary.verify.CacheLimits;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However a quote and its collateral are made, one verification asks for few signatures. Bouncy
 * Castle takes less than a millisecond for each, so that they stay far below 50 ms.
 */
class WorkOfAVerificationTest {
  /** Three of the quote's chain, two of its own, two lists, two documents, three of signers. */
  private static final int MOST = 12;

  static Stream<VectorSource> sources() {
    return Stream.of(Fault.all(), List.of(Oddity.values()), List.of(Outcome.values()))
        .flatMap(List::stream);
  }

  /** Counts signatures. */
  private static final class Counting extends EcdsaP256 {
    private final boolean batches;
    private int signatures;

    Counting(boolean batches) {
      this.batches = batches;
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
      signatures += batch.size();
      bouncyCastle().verifyAll(batch);
    }

    @Override
    boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature) {
      signatures++;
      return bouncyCastle().verifyInRange(key, digest, signature);
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void noEvidenceCostsMoreThanTwelveSignatures(VectorSource source) {
    Evidence evidence = Simulated.evidence(source);
    for (boolean batches : new boolean[] {false, true}) {
      Counting engine = new Counting(batches);
      Verifier verifier =
          Simulated.verifier(evidence).engine(engine).cache(CacheLimits.none()).build();
      verifier.verify(
          ByteBuffer.wrap(evidence.quote()), Simulated.collateral(evidence), evidence.at());
      assertTrue(
          engine.signatures <= MOST, source.about() + ": " + engine.signatures + " signatures");
    }
  }

  @Test
  void evidenceOfEveryKindIsThere() {
    assertFalse(sources().toList().size() < 100);
  }
}
