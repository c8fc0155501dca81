package io.github.quotary.simulator.domain.attack;

import io.github.quotary.simulator.domain.DomainKind;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.GatewayPlan;
import io.github.quotary.simulator.domain.GatewayVersion;
import io.github.quotary.simulator.domain.KeyProof;
import io.github.quotary.simulator.domain.ProofForm;
import io.github.quotary.simulator.domain.Workload;
import io.github.quotary.simulator.domain.server.Reply;
import io.github.quotary.simulator.spec.TdField;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Attacks on what only gateways have: the list of keys, the account's quote, app-info. */
final class GatewayAttacks {
  private static final DomainKind KIND = DomainKind.GATEWAY;
  private static final String OTHER_ACCOUNT =
      "https://acme-v02.api.letsencrypt.org/acme/acct/2000000002";

  private GatewayAttacks() {}

  static List<DomainAttack> all() {
    return List.of(
        plan(
            "served-key-not-listed",
            "RD-G1",
            "all listed keys are proven, and another is served",
            plan -> plan.withKeys(KeyProof.of("gateway key 1"), KeyProof.of("gateway key 3"))),
        plan(
            "served-key-without-quote",
            "RD-G1",
            "the served key is listed with an empty quote",
            plan -> plan.withServedKey(key -> key.withForm(ProofForm.EMPTY))),
        plan(
            "served-key-with-quote-of-another",
            "RD-G1",
            "the served key beside the quote of another key",
            plan -> plan.withServedKey(key -> key.quoting("gateway key 1"))),
        plan(
            "served-key-in-another-encoding",
            "RD-G1",
            "the served key is listed and quoted with a compressed point",
            plan -> plan.withServedKey(KeyProof::withCompressedPoint)),
        plan(
                "key-without-quote",
                "RD-G2",
                "another key is listed with an empty quote",
                plan -> plan.withKey(0, key -> key.withForm(ProofForm.EMPTY)))
            .leavesIncomplete(),
        plan(
            "key-with-quote-of-another",
            "RD-G2",
            "another key beside the quote of the served one",
            plan -> plan.withKey(0, key -> key.quoting("gateway key 2"))),
        plan(
            "key-quoted-by-another-app",
            "ID-1",
            "another key is quoted by an app of the attacker's",
            plan -> plan.withKey(0, key -> key.by(malicious(plan.workload())))),
        plan(
            "key-quoted-by-a-debug-td",
            "Q-2",
            "another key is quoted by a debug TD of the same app",
            plan ->
                plan.withKey(
                    0,
                    key ->
                        key.by(
                            plan.workload()
                                .withTd(td -> td.withBitFlipped(TdField.TDATTRIBUTES, 0))))),
        version(
            "plain-key-without-proof",
            GatewayVersion.GW_B,
            "RD-G2",
            "the plain list has a key that the quoted list has not",
            plan -> plan.withPlainKeys("gateway key 1", "gateway key 2", "gateway key 3")),
        version(
            "keys-without-any-proof",
            GatewayVersion.GW_A,
            "RD-G1",
            "an old gateway, or one that says so, lists keys without quotes",
            UnaryOperator.identity()),
        plan(
                "account-without-quote",
                "RD-G3",
                "the account has no quote",
                plan -> plan.withAccount(account -> account.withForm(ProofForm.EMPTY)))
            .leavesIncomplete(),
        plan(
            "account-with-quote-of-another",
            "RD-G3",
            "the account beside the quote of another account",
            plan -> plan.quotingAccount(OTHER_ACCOUNT)),
        plan(
            "account-with-quote-of-a-prefix",
            "RD-G3",
            "the account beside the quote of a shorter URI",
            plan -> plan.quotingAccount(plan.accountUri().replaceFirst(".$", ""))),
        plan(
            "other-account",
            "RD-G3",
            "an account of the attacker's, rightly quoted",
            plan -> plan.withAccountUri(OTHER_ACCOUNT)),
        plan(
            "account-with-control-characters",
            "RD-G3",
            "an account URI that would clear the reader's screen",
            plan -> plan.withAccountUri("https://a.example/\u001b[2J\u001b[1;32mPASS\n")),
        plan(
            "account-quoted-by-another-app",
            "ID-1",
            "the account is quoted by an app of the attacker's",
            plan -> plan.withAccount(account -> account.by(malicious(plan.workload())))),
        plan(
            "certificate-for-the-gateways-name-only",
            "TLS-1",
            "a certificate for the gateway's own name, while apps are served with another",
            plan -> plan.withCertificate(c -> c.withDnsNames("gateway." + Victim.BASE))),
        plan(
            "certificate-of-another-domain",
            "TLS-1",
            "a key that is proven for another base domain of the same gateway",
            plan -> plan.withCertificate(c -> c.withDnsNames("*.other.example.net"))),
        site(
            "app-info-of-the-right-app",
            "ID-1",
            "the unsigned app-info tells of the right app, the quotes of another",
            laboratory ->
                Victim.with(laboratory, KIND, GatewayAttacks::malicious)
                    .withDocument(
                        "/.dstack/app-info",
                        reply -> honest(laboratory).withFraming(reply.framing()))),
        site(
                "passthrough-host",
                "RD-G1",
                "a name whose TLS ends in the app: the gateway's proof says nothing about it",
                laboratory ->
                    Victim.site(laboratory, KIND)
                        .withHost("0123456789abcdef0123456789abcdef01234567-443s." + Victim.BASE))
            .leavesIncomplete(),
        site(
                "no-acme-info",
                "RD-G1",
                "a gateway that does not answer for its keys",
                laboratory -> Victim.site(laboratory, KIND).without("/.dstack/acme-info"))
            .leavesIncomplete());
  }

  private static Reply honest(DomainLaboratory laboratory) {
    Reply reply = Victim.site(laboratory, KIND).documents().get("/.dstack/app-info");
    if (reply == null) {
      throw new IllegalStateException("a gateway without app-info");
    }
    return reply;
  }

  private static Workload malicious(Workload workload) {
    return workload.withApp(
        app -> app.withComposeFile(app.composeFile().replace("\"simulated\"", "\"malicious\"")));
  }

  private static DomainAttack plan(
      String name, String check, String about, UnaryOperator<GatewayPlan> change) {
    return site(name, check, about, laboratory -> Victim.gateway(laboratory, change));
  }

  private static DomainAttack version(
      String name,
      GatewayVersion version,
      String check,
      String about,
      UnaryOperator<GatewayPlan> change) {
    return site(
        name,
        check,
        about,
        laboratory -> laboratory.gateway(change.apply(GatewayPlan.of(version, Victim.BASE))));
  }

  private static DomainAttack site(
      String name, String check, String about, Function<DomainLaboratory, DomainSite> recipe) {
    return DomainAttack.fails(KIND, name, check, about, recipe);
  }
}
