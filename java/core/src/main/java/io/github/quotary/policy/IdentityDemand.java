package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.Quote;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * Some demand names whose TD or enclave it is. Without one, the quote of anybody's TD on genuine
 * hardware meets a policy.
 *
 * @param isStated whether the policy has such a demand
 */
record IdentityDemand(boolean isStated) implements Demand {
  /** The demand before it is known what stands beside it. */
  static final IdentityDemand UNSTATED = new IdentityDemand(false);

  private static final String EXPECTED =
      "at least one of reportData, mrTd, rtmr0 to rtmr3, mrConfigId, mrOwner, mrOwnerConfig (SGX:"
          + " reportData, mrEnclave, mrSigner) with a value that is not all zero; or identity"
          + " waived by name";

  @Override
  public Demand beside(Map<Rule, Demand> others) {
    return isStatedBy(others) ? new IdentityDemand(true) : this;
  }

  /** Whether one of the demands names whose TD or enclave it is. */
  static boolean isStatedBy(Map<Rule, Demand> demands) {
    return demands.values().stream().anyMatch(Demand::namesIdentity);
  }

  @Override
  public boolean isMet(Quote quote, EvaluatedPlatform platform, Instant at) {
    return isStated;
  }

  @Override
  public void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {
    if (!isStated) {
      objections.raise("none is stated", EXPECTED);
    }
  }

  @Override
  public String expected() {
    return EXPECTED;
  }

  /** It is never stated, only waived. */
  @Override
  public void write(JsonGenerator json) throws IOException {
    throw new IllegalStateException("identity has no value");
  }
}
