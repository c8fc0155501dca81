package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * This library's own engines answer as Bouncy Castle does. {@code -Dquotary.agreement=N} compares N
 * signatures instead of a hundred thousand, {@code -Dquotary.agreement.seed=S} others.
 */
class EngineAgreementTest {
  private static final long COUNT = Long.getLong("quotary.agreement", 100_000);
  private static final long SEED = Long.getLong("quotary.agreement.seed", 20261122);

  @Test
  void agreesOnEverySignature() {
    EngineAgreement agreement = new EngineAgreement(SEED);
    agreement.run(COUNT);
    System.out.println(agreement.summary());
    // Were hardly any valid, or hardly any not, there would be little to agree about.
    assertTrue(agreement.valid() > COUNT / 4, agreement::summary);
    assertTrue(agreement.valid() < COUNT * 3 / 4, agreement::summary);
  }
}
