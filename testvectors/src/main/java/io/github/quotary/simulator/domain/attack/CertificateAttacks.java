package io.github.quotary.simulator.domain.attack;

import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainKind;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.web.CertificatePlan;
import io.github.quotary.simulator.domain.web.WebCertificate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Attacks on how a custom domain's evidence goes with the certificate that is served. */
final class CertificateAttacks {
  private static final DomainKind KIND = DomainKind.CUSTOM;
  private static final String FILE = "cert-" + Victim.HOST + ".pem";
  private static final String DROPPED = "old.example.com";

  private CertificateAttacks() {}

  static List<DomainAttack> all() {
    return List.of(
        site(
            "evidence-of-another-domain",
            "MF-1",
            "a genuine deployment's evidence, copied to a server of another name",
            laboratory -> {
              DomainSite other = laboratory.custom(CustomPlan.of("genuine.example.net"));
              WebCertificate certificate =
                  laboratory.authority().issue(CertificatePlan.of("attacker", Victim.HOST));
              return other.withHost(Victim.HOST).withCertificates(certificate);
            }),
        site(
            "key-of-another-listed-domain",
            "CERT-1",
            "a certificate for the name with the attested key of another listed name",
            laboratory -> {
              DomainSite site = laboratory.custom(CustomPlan.of(Victim.HOST, "api.example.com"));
              CertificatePlan plan =
                  CertificatePlan.of(CustomPlan.keyOf("intruder.example.com"), Victim.HOST);
              return site.withCertificates(laboratory.authority().issue(plan));
            }),
        site(
            "dropped-domain",
            "CERT-1",
            "a name whose certificate is still listed, and which is no longer served",
            laboratory ->
                laboratory.custom(Victim.custom().withDroppedDomains(DROPPED)).withHost(DROPPED)),
        site(
            "two-labels-below-a-wildcard",
            "CERT-1",
            "a name that the listed wildcard does not cover",
            laboratory ->
                laboratory.custom(CustomPlan.of("*.example.com").withHost("a.b.example.com"))),
        file(
            "served-certificate-not-the-first",
            "the served certificate stands behind another in its file",
            (laboratory, pem) ->
                laboratory.authority().issue(CertificatePlan.of("attacker", Victim.HOST)).leafPem()
                    + pem),
        file(
            "private-key-in-the-evidence",
            "the certificate's file shows its private key to everybody",
            (laboratory, pem) ->
                pem
                    + laboratory
                        .authority()
                        .issue(CertificatePlan.of(CustomPlan.keyOf(Victim.HOST), Victim.HOST))
                        .privateKeyPem()),
        file(
            "text-before-the-certificate",
            "text that a lenient reader takes for a certificate",
            (laboratory, pem) -> "-----BEGIN CERTIFICATE-----\nnone\n" + pem),
        file(
            "certificate-that-is-none",
            "a certificate's file without a certificate",
            (laboratory, pem) -> "none\n"),
        plan("no-quote", "RD-C1", "no quote at all", all -> without(all, "quote.json"))
            .leavesIncomplete(),
        plan(
                "error-of-the-agent",
                "RD-C1",
                "the guest agent's error in place of its quote",
                all -> with(all, "quote.json", "{\"error\":\"quote generation failed\"}"))
            .leavesIncomplete(),
        plan(
                "empty-quote",
                "RD-C1",
                "an empty file in place of the quote",
                all -> with(all, "quote.json", ""))
            .leavesIncomplete(),
        plan("no-manifest", "MF-1", "no manifest at all", all -> without(all, "sha256sum.txt"))
            .leavesIncomplete(),
        plan(
                "listed-account-missing",
                "MF-2",
                "the account's document is listed and not there",
                all -> without(all, "acme-account.json"))
            .leavesIncomplete());
  }

  private static DomainAttack file(
      String name, String about, BiFunction<DomainLaboratory, String, String> change) {
    return site(
        name,
        "CERT-1",
        about,
        laboratory ->
            Victim.custom(
                laboratory,
                plan ->
                    plan.editingFiles(
                        all ->
                            with(
                                all,
                                FILE,
                                change.apply(
                                    laboratory,
                                    new String(
                                        all.getOrDefault(FILE, new byte[0]),
                                        StandardCharsets.UTF_8))))));
  }

  private static DomainAttack plan(
      String name, String check, String about, UnaryOperator<Map<String, byte[]>> change) {
    return site(
        name,
        check,
        about,
        laboratory -> Victim.custom(laboratory, plan -> plan.editingServed(change)));
  }

  private static DomainAttack site(
      String name, String check, String about, Function<DomainLaboratory, DomainSite> recipe) {
    return DomainAttack.fails(KIND, name, check, about, recipe);
  }

  private static Map<String, byte[]> with(Map<String, byte[]> files, String name, String content) {
    files.put(name, content.getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private static Map<String, byte[]> without(Map<String, byte[]> files, String name) {
    files.remove(name);
    return files;
  }
}
