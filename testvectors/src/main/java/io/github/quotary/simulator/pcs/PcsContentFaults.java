package io.github.quotary.simulator.pcs;

import io.github.quotary.simulator.spec.CrlSpec;
import io.github.quotary.simulator.spec.Scenario;
import java.time.Duration;
import java.time.Instant;

/** Scenarios whose documents are properly signed and still not the right ones. */
final class PcsContentFaults {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration YEAR = Duration.ofDays(365);

  private PcsContentFaults() {}

  static Scenario apply(PcsFault.Content fault, Scenario scenario) {
    return switch (fault) {
      case WRONG_SIGNATURE -> scenario;
      case WRONG_KEY -> signedByStranger(scenario);
      case OTHER_SUBJECT -> ofOtherSubject(scenario);
      case EXPIRED -> expired(scenario);
      case FROM_THE_FUTURE -> shifted(scenario, YEAR);
      case OLDER_NUMBER -> older(scenario);
      case OLDER_ISSUE -> shifted(scenario, DAY.negated());
    };
  }

  private static Scenario signedByStranger(Scenario scenario) {
    String stranger = "stranger";
    return scenario.withPki(
        pki ->
            pki.withTcbInfoKey(stranger)
                .withQeIdentityKey(stranger)
                .withPckCrl(pki.pckCrl().withIssuerKey(stranger))
                .withRootCrl(pki.rootCrl().withIssuerKey(stranger)));
  }

  private static Scenario ofOtherSubject(Scenario scenario) {
    return scenario
        .withTcbInfo(info -> info.withFmspc("ffffffffffff"))
        .withQeIdentity(identity -> identity.withId("QVE"))
        .withPki(pki -> pki.withPckCrl(pki.rootCrl()).withRootCrl(pki.pckCrl()));
  }

  private static Scenario expired(Scenario scenario) {
    return scenario
        .withTcbInfo(info -> info.withNextUpdate(info.issueDate().plusSeconds(1)))
        .withQeIdentity(identity -> identity.withNextUpdate(identity.issueDate().plusSeconds(1)))
        .withPki(pki -> pki.withPckCrl(expired(pki.pckCrl())).withRootCrl(expired(pki.rootCrl())));
  }

  private static CrlSpec expired(CrlSpec crl) {
    return crl.withWindow(crl.thisUpdate(), crl.thisUpdate().plusSeconds(1));
  }

  private static Scenario older(Scenario scenario) {
    return scenario
        .withTcbInfo(info -> info.withEvaluationNumber(info.evaluationNumber() - 1))
        .withQeIdentity(identity -> identity.withEvaluationNumber(identity.evaluationNumber() - 1))
        .withPki(pki -> pki.withPckCrl(older(pki.pckCrl())).withRootCrl(older(pki.rootCrl())));
  }

  private static CrlSpec older(CrlSpec crl) {
    return crl.withNumber(crl.number().orElse(1) - 1);
  }

  /** The same documents, issued and to be replaced at other times. */
  static Scenario shifted(Scenario scenario, Duration by) {
    return scenario
        .withTcbInfo(
            info ->
                info.withIssueDate(info.issueDate().plus(by))
                    .withNextUpdate(info.nextUpdate().plus(by)))
        .withQeIdentity(
            identity ->
                identity
                    .withIssueDate(identity.issueDate().plus(by))
                    .withNextUpdate(identity.nextUpdate().plus(by)))
        .withPki(
            pki ->
                pki.withPckCrl(shifted(pki.pckCrl(), by)).withRootCrl(shifted(pki.rootCrl(), by)));
  }

  private static CrlSpec shifted(CrlSpec crl, Duration by) {
    Instant from = crl.thisUpdate().plus(by);
    return crl.withWindow(from, crl.nextUpdate().plus(by));
  }
}
