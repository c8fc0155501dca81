package io.github.quotary.simulator.domain.attack;

import io.github.quotary.simulator.domain.DomainKind;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.server.Reply;
import io.github.quotary.simulator.domain.server.Reply.Framing;
import io.github.quotary.simulator.domain.web.CertificatePlan;
import io.github.quotary.simulator.domain.web.CertificatePlan.Issuer;
import io.github.quotary.simulator.domain.web.WebCertificate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Certificates, connections and answers that are not what they should be. */
final class ConnectionAttacks {
  private final DomainKind kind;
  private final String document;
  private final String name;

  private ConnectionAttacks(DomainKind kind) {
    this.kind = kind;
    boolean gateway = kind == DomainKind.GATEWAY;
    this.document = gateway ? "/.dstack/acme-info" : "/evidences/quote.json";
    this.name = gateway ? "*." + Victim.BASE : Victim.HOST;
  }

  static List<DomainAttack> of(DomainKind kind) {
    ConnectionAttacks attacks = new ConnectionAttacks(kind);
    return Stream.of(attacks.certificates(), attacks.answers()).flatMap(List::stream).toList();
  }

  private List<DomainAttack> certificates() {
    return List.of(
        certificate(
            "self-signed-certificate",
            "a self-signed certificate of the attested key",
            plan -> plan.withIssuer(Issuer.ITSELF)),
        certificate(
            "unknown-root",
            "a certificate of the attested key from a root that nobody trusts",
            plan -> plan.withIssuer(Issuer.UNKNOWN_ROOT)),
        certificate(
            "certificate-expired",
            "a certificate that has expired, and whose key may be known by now",
            plan ->
                plan.withValidity(
                    Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"))),
        certificate(
            "certificate-for-another-name",
            "a certificate of the attested key for another name",
            plan -> plan.withDnsNames("other.example.net")),
        certificate(
            "name-in-common-name-only",
            "the name stands in the subject only, where it does not count",
            plan -> plan.withDnsNames()),
        certificate(
            "wildcard-of-the-parents-parent",
            "a wildcard two labels above the name",
            plan -> plan.withDnsNames("*.com")),
        certificate(
            "address-instead-of-name",
            "a certificate for the address that was connected to",
            plan -> plan.withDnsNames().withIpAddress("127.0.0.1")),
        site(
            "other-key-served",
            kind == DomainKind.GATEWAY ? "RD-G1" : "CERT-1",
            "evidence of a genuine deployment, and a certificate for the name with another key",
            (laboratory, site) ->
                site.withCertificates(
                    laboratory.authority().issue(CertificatePlan.of("attacker", name)))),
        site(
                "certificate-changes-between-connections",
                "TLS-2",
                "two servers behind one name, of which only one is attested",
                (laboratory, site) ->
                    site.withConduct(
                        conduct ->
                            conduct
                                .closingAfterEachAnswer()
                                .withLaterCertificates(alternating(laboratory, site))))
            .leavesIncomplete());
  }

  private WebCertificate[] alternating(DomainLaboratory laboratory, DomainSite site) {
    WebCertificate attacker = laboratory.authority().issue(CertificatePlan.of("attacker", name));
    WebCertificate[] all = new WebCertificate[64];
    for (int i = 0; i < all.length; i++) {
      all[i] = i % 2 == 0 ? attacker : site.servedCertificate();
    }
    return all;
  }

  private List<DomainAttack> answers() {
    return List.of(
        reply(
            "redirect",
            "TLS-1",
            "a redirect to a genuine deployment",
            reply -> Reply.redirect("https://genuine.example.net" + document)),
        reply(
            "endless-answer",
            "PARSE-1",
            "an answer without end",
            reply -> reply.withFraming(Framing.ENDLESS)),
        reply(
            "boasting-answer",
            "PARSE-1",
            "an answer that says it is a terabyte long",
            reply -> reply.withFraming(Framing.BOASTING)),
        reply(
            "compressed-answer",
            "PARSE-1",
            "an answer that would have to be unpacked",
            reply -> reply.withHeader("Content-Encoding: gzip")),
        reply(
            "member-twice",
            "PARSE-1",
            "JSON with a member twice, of which two readers take different ones",
            reply -> text(reply, json -> json.replaceFirst("\\{", "{" + twice()))),
        reply(
            "deep-json",
            "PARSE-1",
            "JSON nested a hundred thousand times",
            reply -> text(reply, json -> "{\"a\":" + "[".repeat(100_000))),
        notJson());
  }

  /** In place of a quote a page is what agents answer when they fail: no proof, but no forgery. */
  private DomainAttack notJson() {
    boolean gateway = kind == DomainKind.GATEWAY;
    DomainAttack attack =
        reply(
            "not-json",
            gateway ? "PARSE-1" : "RD-C1",
            "a page of HTML with status 200",
            reply -> text(reply, json -> "<html>" + json + "</html>"));
    return gateway ? attack : attack.leavesIncomplete();
  }

  private String twice() {
    return kind == DomainKind.GATEWAY ? "\"account_uri\":\"\"," : "\"quote\":\"\",";
  }

  private static Reply text(Reply reply, UnaryOperator<String> change) {
    return reply.withBody(change.apply(reply.bodyText()).getBytes(StandardCharsets.UTF_8));
  }

  private DomainAttack certificate(String id, String about, UnaryOperator<CertificatePlan> change) {
    return site(
        id,
        "TLS-1",
        about,
        (laboratory, site) -> {
          CertificatePlan plan = site.servedCertificate().plan();
          return site.withCertificates(laboratory.authority().issue(change.apply(plan)));
        });
  }

  private DomainAttack reply(String id, String check, String about, UnaryOperator<Reply> change) {
    return site(id, check, about, (laboratory, site) -> site.withDocument(document, change));
  }

  private DomainAttack site(
      String id,
      String check,
      String about,
      BiFunction<DomainLaboratory, DomainSite, DomainSite> change) {
    return DomainAttack.fails(
        kind,
        id,
        check,
        about,
        laboratory -> change.apply(laboratory, Victim.site(laboratory, kind)));
  }
}
