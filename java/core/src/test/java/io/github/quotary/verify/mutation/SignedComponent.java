package io.github.quotary.verify.mutation;

import io.github.quotary.simulator.spec.Scenario;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A component of what Intel signs in DER: changed before signing, so that every signature holds but
 * that of the component's own key.
 *
 * @param owner what it is a component of
 * @param name the component of the simulator's record
 * @param change another value, drawn from a number
 * @param expected the verdict on a changed scenario
 */
record SignedComponent(
    String owner,
    String name,
    BiFunction<Scenario, Long, Scenario> change,
    Function<Scenario, String> expected) {

  private static final long DAY = 86_400;

  /** Days from 2000 to 2049, as far as UTCTime goes. */
  static Instant day(long seed) {
    return Instant.parse("2000-01-01T00:00:00Z").plusSeconds(DAY * (seed % 18_000));
  }

  /** One of several texts. */
  static String pick(long seed, String... texts) {
    return List.of(texts).get((int) (seed % texts.length));
  }

  @Override
  public String toString() {
    return owner + " " + name;
  }
}
