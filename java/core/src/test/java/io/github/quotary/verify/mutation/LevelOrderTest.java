package io.github.quotary.verify.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.Svns;
import io.github.quotary.tcb.QvlGeneration;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Levels and identities may stand in any order in Intel's documents: the verdict is the same. */
class LevelOrderTest {

  @Property(tries = 40)
  void theOrderOfLevelsNeverMatters(
      @ForAll QuoteShape shape,
      @ForAll QvlGeneration generation,
      @ForAll @IntRange(max = 7) int stepsDown,
      @ForAll long seed) {
    Scenario scenario = platform(shape, stepsDown);
    assertEquals(
        words(Simulated.verify(Simulated.evidence(scenario), generation)),
        words(Simulated.verify(shuffled(scenario, seed), generation)));
  }

  /** A platform that many rungs below the highest level; below all in the end. */
  private static Scenario platform(QuoteShape shape, int stepsDown) {
    return Scenario.upToDate(shape)
        .withPlatform(
            platform -> {
              Svns svns = platform.svns();
              return platform.withSvns(svns.with(0, svns.values().get(0) - stepsDown));
            });
  }

  private static Evidence shuffled(Scenario scenario, long seed) {
    Random random = new Random(seed);
    return Simulated.evidence(
        scenario
            .withTcbInfo(
                info ->
                    info.withLevels(shuffled(info.levels(), random))
                        .withIdentities(shuffled(info.identities(), random))
                        .mapIdentities(
                            identity -> identity.withLevels(shuffled(identity.levels(), random))))
            .withQeIdentity(identity -> identity.withLevels(shuffled(identity.levels(), random))));
  }

  private static <T> List<T> shuffled(List<T> list, Random random) {
    List<T> shuffled = new ArrayList<>(list);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private static String words(VerificationResult result) {
    return result instanceof Verified verified
        ? verified.tcb().toString()
        : Simulated.words(result);
  }
}
