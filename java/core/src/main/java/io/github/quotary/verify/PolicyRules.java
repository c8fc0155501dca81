package io.github.quotary.verify;

import io.github.quotary.collateral.TrustedCollateral;
import io.github.quotary.collateral.Validity;
import io.github.quotary.pki.PckChain;
import io.github.quotary.quote.Quote;
import io.github.quotary.tcb.TcbEvaluation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds a verified quote against a policy; every demand that is not met becomes a violation. */
final class PolicyRules {
  private PolicyRules() {}

  static List<Violation> evaluate(
      Policy policy,
      Instant at,
      Quote quote,
      PckChain chain,
      TrustedCollateral collateral,
      TcbEvaluation tcb,
      Validity validity,
      boolean expired) {
    return evaluate(new PolicyInput(policy, at, quote, chain, collateral, tcb, validity, expired));
  }

  private static List<Violation> evaluate(PolicyInput input) {
    List<Violation> violations = new ArrayList<>();
    Policy policy = input.policy();
    policy
        .demands()
        .forEach(
            (rule, demand) -> {
              Demand.Objection objection =
                  (value, expected) ->
                      violations.add(new Violation(rule.member(), value, expected));
              @Nullable String absence = demand.absence(input);
              if (absence == null) {
                demand.check(input, objection);
              } else if (policy.states(rule)) {
                objection.raise(absence, demand.expected());
              }
            });
    return List.copyOf(violations);
  }
}
