package io.github.quotary.architecture.planted.challenge;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.HouseRule;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Makes random numbers of its own; using a source that it is given is fine. */
final class Dice {
  private Dice() {}

  @Breaks(HouseRule.IS_GIVEN_ITS_RANDOMNESS)
  static SecureRandom source() {
    return new SecureRandom();
  }

  @Breaks(HouseRule.IS_GIVEN_ITS_RANDOMNESS)
  static int current() {
    return ThreadLocalRandom.current().nextInt();
  }

  @Breaks(HouseRule.IS_GIVEN_ITS_RANDOMNESS)
  static UUID name() {
    return UUID.randomUUID();
  }

  @Breaks(HouseRule.IS_GIVEN_ITS_RANDOMNESS)
  static double fraction() {
    return Math.random();
  }

  static void given(SecureRandom random, byte[] bytes) {
    random.nextBytes(bytes);
  }
}
