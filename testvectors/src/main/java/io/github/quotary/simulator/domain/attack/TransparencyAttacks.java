package io.github.quotary.simulator.domain.attack;

import io.github.quotary.simulator.domain.DomainKind;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.server.CtSearchFault;
import io.github.quotary.simulator.domain.web.CertificatePlan;
import io.github.quotary.simulator.domain.web.LogPromises;
import io.github.quotary.simulator.domain.web.WebCertificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Attacks with certificates that others have, on what logs show of them, and on the timestamps
 * inside the served one.
 */
final class TransparencyAttacks {
  private static final Instant LOCKED = Instant.parse("2026-05-25T00:00:00Z");

  private final DomainKind kind;

  private TransparencyAttacks(DomainKind kind) {
    this.kind = kind;
  }

  static List<DomainAttack> of(DomainKind kind) {
    TransparencyAttacks attacks = new TransparencyAttacks(kind);
    return Stream.of(attacks.certificates(), attacks.answers(), attacks.promises())
        .flatMap(List::stream)
        .toList();
  }

  private String host() {
    return kind == DomainKind.GATEWAY ? Victim.gateway().host() : Victim.HOST;
  }

  private String wildcard() {
    return "*" + host().substring(host().indexOf('.'));
  }

  private List<DomainAttack> certificates() {
    return List.of(
        logged("ct-unattested-key", "a logged certificate for the name with another key", host()),
        logged(
            "ct-unattested-wildcard",
            "a logged certificate for the wildcard above the name with another key",
            wildcard()),
        logged(
            "ct-unattested-in-capitals",
            "a logged certificate for the name in capitals with another key",
            host().toUpperCase(Locale.ROOT)),
        logged(
            "ct-unattested-among-others",
            "a logged certificate for many names, the last of them ours",
            "a.example.net",
            "b.example.net",
            host()),
        site(
            "ct-unattested-precertificate",
            "CT-1",
            "a precertificate for the name with another key, and no certificate after it",
            (laboratory, site) ->
                site.withCt(ct -> ct.with(foreign(laboratory, host())).withOnlyPrecertificates())),
        site(
            "ct-from-before-the-lock",
            "CT-1",
            "a certificate with another key that is older than the CAA lock and has not expired",
            (laboratory, site) ->
                site.withCt(ct -> ct.with(foreign(laboratory, host())))
                    .withTrust(site.trust().withCaaLockedSince(LOCKED))),
        site(
            "ct-in-spite-of-the-lock",
            "CT-1",
            "a certificate with another key, got while CAA was changed for a moment",
            (laboratory, site) ->
                site.withCt(
                        ct ->
                            ct.with(
                                laboratory
                                    .authority()
                                    .issue(
                                        CertificatePlan.of("attacker", host())
                                            .withValidity(
                                                LOCKED.plusSeconds(3600),
                                                Instant.parse("2026-08-20T00:00:00Z")))))
                    .withTrust(site.trust().withCaaLockedSince(LOCKED))));
  }

  private List<DomainAttack> answers() {
    return List.of(
        fault("ct-unavailable", "CT-2", CtSearchFault.UNAVAILABLE, "a search that is busy"),
        fault(
            "ct-error-page",
            "CT-2",
            CtSearchFault.ERROR_PAGE,
            "a page for people, as if all were well"),
        fault("ct-cut", "CT-2", CtSearchFault.CUT, "an answer that ends in the middle"),
        fault("ct-nothing", "CT-2", CtSearchFault.EMPTY, "a search that knows of no certificate"),
        fault("ct-row-limit", "CT-2", CtSearchFault.ROW_LIMIT, "an answer full of other rows"),
        fault("ct-stalling", "CT-2", CtSearchFault.STALLING, "an answer that never ends"),
        fault(
            "ct-metadata-only",
            "CT-1",
            CtSearchFault.METADATA_ONLY,
            "rows about an unavailable certificate"),
        fault(
            "ct-another-certificate",
            "CT-1",
            CtSearchFault.WRONG_CERTIFICATE,
            "our certificate in place of the one that a row is about"));
  }

  private List<DomainAttack> promises() {
    return List.of(
        promises("sct-none", LogPromises.NONE, "a certificate that no log promised to show"),
        promises("sct-one-operator", LogPromises.ONE_OPERATOR, "promises of one operator only"),
        promises(
            "sct-of-another-certificate",
            LogPromises.OF_ANOTHER_CERTIFICATE,
            "promises to show another certificate"),
        promises(
            "sct-of-unknown-logs", LogPromises.OF_UNKNOWN_LOGS, "promises of logs of one's own"),
        promises("sct-from-the-future", LogPromises.FROM_THE_FUTURE, "promises of a later time"),
        promises(
            "sct-of-rejected-logs", LogPromises.OF_REJECTED_LOGS, "promises of logs that lied"),
        promises(
            "sct-after-retirement",
            LogPromises.AFTER_RETIREMENT,
            "promises of logs from after their end"));
  }

  private static WebCertificate foreign(DomainLaboratory laboratory, String... names) {
    return laboratory.authority().issue(CertificatePlan.of("attacker", names));
  }

  private DomainAttack logged(String name, String about, String... names) {
    return site(
        name,
        "CT-1",
        about,
        (laboratory, site) -> site.withCt(ct -> ct.with(foreign(laboratory, names))));
  }

  private DomainAttack fault(String name, String check, CtSearchFault fault, String about) {
    return site(
            name,
            check,
            about,
            (laboratory, site) ->
                site.withCt(ct -> ct.with(foreign(laboratory, host())).withFault(fault)))
        .leavesIncomplete();
  }

  private DomainAttack promises(String name, LogPromises promises, String about) {
    UnaryOperator<CertificatePlan> change = plan -> plan.withPromises(promises);
    return site(
            name,
            "TLS-4",
            about,
            (laboratory, site) ->
                site.withCertificates(
                    laboratory.authority().issue(change.apply(site.servedCertificate().plan()))))
        .ifRequired();
  }

  private DomainAttack site(
      String name,
      String check,
      String about,
      BiFunction<DomainLaboratory, DomainSite, DomainSite> change) {
    return DomainAttack.fails(
        kind,
        name,
        check,
        about,
        laboratory -> change.apply(laboratory, Victim.site(laboratory, kind)));
  }
}
