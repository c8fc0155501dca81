package io.github.quotary.simulator.fault;

import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.PkiSpec;
import io.github.quotary.simulator.spec.PlatformSpec;
import io.github.quotary.simulator.spec.QeIdentitySpec;
import io.github.quotary.simulator.spec.QuotingEnclaveSpec;
import io.github.quotary.simulator.spec.ReportSpec;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TcbInfoSpec;
import io.github.quotary.simulator.spec.TdField;
import java.util.function.UnaryOperator;

/**
 * How to bring something about: a change of the scenario, a change of the finished evidence, or one
 * after the other.
 *
 * @param before applied to the scenario, before anything is written or signed
 * @param after applied to the finished evidence; nothing is signed again
 */
public record Recipe(UnaryOperator<Scenario> before, UnaryOperator<Evidence> after) {

  /** A change of the scenario: all signatures are made over the changed content. */
  static Recipe scenario(UnaryOperator<Scenario> change) {
    return new Recipe(change, UnaryOperator.identity());
  }

  /** A change of finished evidence: nothing is signed again. */
  static Recipe evidence(UnaryOperator<Evidence> change) {
    return new Recipe(UnaryOperator.identity(), change);
  }

  static Recipe platform(UnaryOperator<PlatformSpec> change) {
    return scenario(s -> s.withPlatform(change));
  }

  static Recipe quotingEnclave(UnaryOperator<QuotingEnclaveSpec> change) {
    return scenario(s -> s.withQuotingEnclave(change));
  }

  static Recipe td(UnaryOperator<ReportSpec<TdField>> change) {
    return scenario(s -> s.withTd(change));
  }

  static Recipe tcbInfo(UnaryOperator<TcbInfoSpec> change) {
    return scenario(s -> s.withTcbInfo(change));
  }

  static Recipe qeIdentity(UnaryOperator<QeIdentitySpec> change) {
    return scenario(s -> s.withQeIdentity(change));
  }

  static Recipe pki(UnaryOperator<PkiSpec> change) {
    return scenario(s -> s.withPki(change));
  }
}
