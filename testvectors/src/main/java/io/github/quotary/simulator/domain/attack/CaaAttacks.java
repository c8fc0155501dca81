package io.github.quotary.simulator.domain.attack;

import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainKind;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.server.DnsFault;
import io.github.quotary.simulator.domain.server.DnsZone;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Attacks on the CAA records that lock a domain, and on the way to them. */
final class CaaAttacks {
  private static final String OTHER = "other-ca.example";
  private static final String ISSUER = "letsencrypt.org";

  private final DomainKind kind;
  private final String owner;
  private final String lock;
  private final String account;

  private CaaAttacks(DomainKind kind) {
    this.kind = kind;
    this.owner = kind == DomainKind.GATEWAY ? Victim.BASE : Victim.HOST;
    this.account =
        kind == DomainKind.GATEWAY ? Victim.gateway().accountUri() : Victim.custom().accountUri();
    this.lock = ISSUER + ";validationmethods=dns-01;accounturi=" + account;
  }

  static List<DomainAttack> of(DomainKind kind) {
    CaaAttacks attacks = new CaaAttacks(kind);
    return Stream.of(attacks.values(), attacks.answers()).flatMap(List::stream).toList();
  }

  private List<DomainAttack> values() {
    return List.of(
        zone("caa-none", "CAA-1", "no CAA record at all", zone -> zone.without("CAA")),
        zone(
            "caa-additional-issuer",
            "CAA-1",
            "one more record, for another authority",
            zone -> both(zone, OTHER)),
        zone(
            "caa-issuer-without-account",
            "CAA-1",
            "the right authority, for any account",
            zone -> replacing(zone, ISSUER)),
        zone(
            "caa-account-of-which-ours-begins",
            "CAA-1",
            "an account whose URI begins with ours",
            zone -> replacing(zone, lock + "7")),
        zone(
            "caa-account-that-begins-ours",
            "CAA-1",
            "an account whose URI is the beginning of ours",
            zone -> replacing(zone, lock.substring(0, lock.length() - 1))),
        zone(
            "caa-account-in-capitals",
            "CAA-1",
            "an account whose URI differs in letter case",
            zone -> replacing(zone, lock.replace("/acct/", "/ACCT/"))),
        zone(
            "caa-our-account-with-another-issuer",
            "CAA-1",
            "our account's URI in a record for another authority",
            zone -> both(zone, OTHER + ";accounturi=" + account)),
        zone(
            "caa-our-account-in-another-parameter",
            "CAA-1",
            "our account's URI where no authority looks for it",
            zone -> replacing(zone, ISSUER + ";comment=" + account)),
        zone(
            "caa-our-account-in-iodef",
            "CAA-1",
            "our account's URI in the address for complaints, and no lock",
            zone -> zone.without("CAA").withCaa(owner, "iodef", account)),
        zone(
            "caa-another-account",
            "CAA-3",
            "one more record, for an account that nobody proved",
            zone -> both(zone, lock.replace(account, account.replaceFirst("[0-9]+$", "4711")))),
        zone(
            "caa-critical-property-that-nobody-knows",
            "CAA-1",
            "a critical property that makes those who do not know it refuse, beside an open set",
            zone -> both(zone, OTHER).with(owner, "CAA", "128 future \"x\"")),
        zone(
            "caa-nothing-but-malformed",
            "CAA-1",
            "values without grammar, which authorities may read otherwise",
            zone -> replacing(zone, ISSUER + "; accounturi")));
  }

  private List<DomainAttack> answers() {
    String target = "caa-target.example.net";
    return List.of(
        zone(
                "caa-unreadable",
                "CAA-1",
                "a record whose tag is longer than the record",
                zone -> zone.with(owner, "CAA", "\\# 3 000569"))
            .leavesIncomplete(),
        zone(
            "caa-alias-to-an-open-set",
            "CAA-1",
            "a CNAME to where another authority stands",
            zone ->
                zone.without(owner, "CAA")
                    .without(owner, "A")
                    .with(owner, "CNAME", target + ".")
                    .withCaa(target, "issue", OTHER)),
        zone(
            "caa-alias-of-a-whole-domain",
            "CAA-1",
            "a DNAME above to where another authority stands",
            zone ->
                DnsZone.empty()
                    .with("example.com", "DNAME", "example.net.")
                    .withCaa(owner.replace("example.com", "example.net"), "issue", OTHER)
                    .withCaa(owner, "issue", lock)),
        fault("caa-servfail", DnsFault.SERVFAIL, "a server that fails"),
        fault("caa-refused", DnsFault.REFUSED, "a server that refuses"),
        fault("caa-silence", DnsFault.SILENT, "a server that does not answer"),
        fault("caa-answer-with-another-id", DnsFault.WRONG_ID, "an answer made up on the way"),
        fault(
            "caa-answer-to-another-question",
            DnsFault.WRONG_QUESTION,
            "an answer to what was not asked"),
        fault(
            "caa-truncated-for-good",
            DnsFault.TRUNCATED_FOR_GOOD,
            "a truncated answer, and no other over TCP"),
        zone(
            "caa-truncated",
            "CAA-1",
            "over UDP the harmless record alone, over TCP the other authority, too",
            zone -> both(zone, OTHER).withFault(owner, DnsFault.TRUNCATED)),
        zone(
                "caa-endless-alias",
                "CAA-1",
                "aliases in a circle",
                zone ->
                    zone.without(owner, "CAA")
                        .without(owner, "A")
                        .with(owner, "CNAME", target + ".")
                        .with(target, "CNAME", owner + "."))
            .leavesIncomplete(),
        zone(
                "caa-forged-in-a-signed-zone",
                "CAA-4",
                "an answer whose signatures are wrong",
                zone -> zone.sign().withFault(owner, DnsFault.BOGUS))
            .ifRequired(),
        zone("caa-unsigned", "CAA-4", "a zone without signatures", zone -> zone)
            .leavesIncomplete()
            .ifRequired());
  }

  /** What only wildcards have: names below, and two kinds of locks. */
  static List<DomainAttack> ofWildcards() {
    CaaAttacks gateway = new CaaAttacks(DomainKind.GATEWAY);
    return List.of(
        gateway.zone(
            "caa-issuewild-only",
            "CAA-2",
            "no issue record: anybody may issue for a name below",
            zone -> zone.withoutCaa("issue")),
        gateway.zone(
            "caa-issuewild-for-another",
            "CAA-1",
            "issue is locked, issuewild is for another authority",
            zone -> zone.withoutCaa("issuewild").withCaa(Victim.BASE, "issuewild", OTHER)),
        gateway.zone(
            "caa-of-a-name-below",
            "CAA-2",
            "a name below has records of its own, for another authority",
            zone -> zone.withCaa("gateway." + Victim.BASE, "issue", OTHER)),
        wildcard(
            "wildcard-caa-issuewild-only",
            "dstack-ingress's own record for a wildcard, which leaves names below to anybody",
            zone -> zone.withoutCaa("issue")),
        wildcard(
            "wildcard-caa-of-the-name-itself",
            "the name asked for has records of its own, for another authority",
            zone -> zone.withCaa("www.example.com", "issue", OTHER)));
  }

  private DnsZone both(DnsZone zone, String value) {
    DnsZone more = zone.withCaa(owner, "issue", value);
    return kind == DomainKind.GATEWAY ? more.withCaa(owner, "issuewild", value) : more;
  }

  private DnsZone replacing(DnsZone zone, String value) {
    return both(zone.without("CAA"), value);
  }

  private DomainAttack fault(String name, DnsFault fault, String about) {
    return zone(name, "CAA-1", about, zone -> zone.withFault(owner, fault)).leavesIncomplete();
  }

  private DomainAttack zone(
      String name, String check, String about, UnaryOperator<DnsZone> change) {
    Function<DomainLaboratory, DomainSite> recipe =
        laboratory -> Victim.site(laboratory, kind).withZone(change);
    return DomainAttack.fails(kind, name, check, about, recipe);
  }

  private static DomainAttack wildcard(String name, String about, UnaryOperator<DnsZone> change) {
    return DomainAttack.fails(
        DomainKind.CUSTOM,
        name,
        "CAA-2",
        about,
        laboratory -> laboratory.custom(CustomPlan.of("*.example.com")).withZone(change));
  }
}
