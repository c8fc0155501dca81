package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How the fastest engine is found, by a ticker that only the engines move. */
class EngineCalibrationTest {
  private long now;

  /** Answers right, and takes a given time for it. */
  private final class Timed extends EcdsaP256 {
    private final String name;
    private final long nanoseconds;
    private final long newKey;
    private int asked;

    Timed(String name, long nanoseconds) {
      this(name, nanoseconds, nanoseconds);
    }

    Timed(String name, long nanoseconds, long newKey) {
      this.name = name;
      this.nanoseconds = nanoseconds;
      this.newKey = newKey;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature) {
      asked++;
      now += key.x().toString(16).startsWith("5ecbe4d1") ? newKey : nanoseconds;
      return EcdsaP256.bouncyCastle().verifyInRange(key, digest, signature);
    }
  }

  /** Takes every signature for good, or every one for bad. */
  private static final class Constant extends EcdsaP256 {
    private final boolean answer;

    Constant(boolean answer) {
      this.answer = answer;
    }

    @Override
    public String name() {
      return "constant";
    }

    @Override
    boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature) {
      return answer;
    }
  }

  /** Wrong in a batch only. */
  private static final class WrongInBatches extends EcdsaP256 {
    @Override
    public String name() {
      return "batches";
    }

    @Override
    boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature) {
      return EcdsaP256.bouncyCastle().verifyInRange(key, digest, signature);
    }

    @Override
    public void verifyAll(P256Batch batch) {
      for (int lane = 0; lane < batch.size(); lane++) {
        batch.answer(lane, true);
      }
    }
  }

  @Test
  void choosesTheFastestAndSaysWhy() {
    Timed slow = new Timed("slow", 900_000);
    Timed fast = new Timed("fast", 700_000);
    EngineCalibration calibration = new EngineCalibration(() -> now);
    calibration.enter(slow);
    calibration.enter(fast);
    calibration.enter(new Constant(true));
    EngineChoice choice = calibration.choose();
    assertSame(fast, choice.engine());
    assertEquals(
        "fast was the fastest with a key that it knows, or as fast and faster in a batch: slow 900.0"
            + " us (in a batch: 900.0, new key: 900.0), fast 700.0 us (in a batch: 700.0, new key:"
            + " 700.0) for a signature; constant was left out: it took one over another digest for good",
        choice.reason());
    assertEquals(700_000, choice.candidates().get(1).nanoseconds());
    assertEquals(Optional.empty(), choice.candidates().get(1).fault());
  }

  @Test
  void ofEqualsTheFasterWithANewKeyIsChosen() {
    Timed first = new Timed("first", 700_000, 900_000);
    Timed second = new Timed("second", 750_000, 500_000);
    Timed third = new Timed("third", 900_000, 100_000);
    EngineCalibration calibration = new EngineCalibration(() -> now);
    List.of(first, second, third).forEach(calibration::enter);
    assertSame(second, calibration.choose().engine());
  }

  /** It gains by batches, and is as fast as another with single signatures. */
  private final class FastInBatches extends EcdsaP256 {
    @Override
    public String name() {
      return "batches";
    }

    @Override
    boolean gainsByBatches() {
      return true;
    }

    @Override
    boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature) {
      now += 700_000;
      return EcdsaP256.bouncyCastle().verifyInRange(key, digest, signature);
    }

    @Override
    public void verifyAll(P256Batch batch) {
      long start = now;
      super.verifyAll(batch);
      now = start + 200_000L * batch.size();
    }
  }

  @Test
  void ofEqualsTheFasterInABatchIsChosen() {
    EcdsaP256 batches = new FastInBatches();
    EngineCalibration calibration = new EngineCalibration(() -> now);
    calibration.enter(new Timed("alone", 690_000, 100_000));
    calibration.enter(batches);
    EngineChoice choice = calibration.choose();
    assertSame(batches, choice.engine());
    assertTrue(choice.reason().contains("(in a batch: 200.0, new key: 700.0)"), choice.reason());
  }

  @Test
  void stopsMeasuringAtTheEndOfItsBudget() {
    Timed engine = new Timed("timed", 10_000_000);
    EngineCalibration calibration = new EngineCalibration(() -> now);
    calibration.enter(engine);
    long before = now;
    calibration.choose();
    assertEquals(EngineCalibration.BUDGET, now - before);
  }

  @Test
  void leavesOutEveryEngineThatIsWrong() {
    assertTrue(EngineSelfTest.fault(new Constant(true)).orElseThrow().endsWith("for good"));
    assertTrue(EngineSelfTest.fault(new Constant(false)).orElseThrow().endsWith("for bad"));
    assertTrue(EngineSelfTest.fault(new WrongInBatches()).orElseThrow().endsWith("in a batch"));
    EngineCalibration calibration = new EngineCalibration(() -> now);
    calibration.enter(new Constant(true));
    assertThrows(IllegalStateException.class, calibration::choose);
  }

  @Test
  void theEnginesHereAreRight() {
    assertEquals(Optional.empty(), EngineSelfTest.fault(EcdsaP256.java()));
    assertEquals(Optional.empty(), EngineSelfTest.fault(EcdsaP256.java(0)));
    assertEquals(Optional.empty(), EngineSelfTest.fault(EcdsaP256.bouncyCastle()));
    assertFalse(EcdsaP256.fastest().reason().contains("left out"));
  }
}
