package io.github.quotary.simulator.domain.attack;

import io.github.quotary.simulator.domain.ChallengeConduct;
import io.github.quotary.simulator.domain.DomainKind;
import java.util.List;
import java.util.Locale;

/** Answers to a challenge that prove nothing about this connection. */
final class ChallengeAttacks {
  private ChallengeAttacks() {}

  static List<DomainAttack> all() {
    return List.of(
        attack(ChallengeConduct.WRONG_NONCE, "a genuine answer to a nonce that nobody sent"),
        attack(ChallengeConduct.REPLAYED, "the genuine answer to an earlier visitor"),
        attack(ChallengeConduct.RELABELLED, "an earlier quote beside a new statement"),
        attack(ChallengeConduct.OTHER_KEY, "an answer about a key that is not served"),
        attack(ChallengeConduct.OTHER_ACCOUNT, "an answer about another ACME account"),
        attack(ChallengeConduct.OTHER_NAMES, "an answer about other names"),
        attack(ChallengeConduct.OTHER_MANIFEST, "an answer about another manifest"),
        attack(ChallengeConduct.OTHER_APP, "an answer quoted by another app"),
        attack(ChallengeConduct.OTHER_INSTANCE, "an answer quoted by another instance of the app"),
        attack(ChallengeConduct.FOREIGN_QUOTE, "an answer under a root of the attacker's"),
        attack(ChallengeConduct.WITHOUT_TAG, "report data that any app may have quoted"),
        attack(
            ChallengeConduct.MANIFESTS_REPORT_DATA,
            "the quote over a manifest that is a statement at the same time"),
        attack(ChallengeConduct.MEMBER_TWICE, "a statement that two readers read differently"),
        attack(ChallengeConduct.UNKNOWN_MEMBER, "a statement with a member that nobody knows"),
        attack(ChallengeConduct.OTHER_JSON, "JSON of another form"),
        attack(ChallengeConduct.GARBAGE, "octets that begin like JSON"));
  }

  private static DomainAttack attack(ChallengeConduct conduct, String about) {
    String name = "challenge-" + conduct.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return DomainAttack.fails(
            DomainKind.CUSTOM,
            name,
            "FRESH-1",
            about,
            laboratory -> Victim.custom(laboratory, plan -> plan.withChallenge(conduct)))
        .ifRequired();
  }
}
