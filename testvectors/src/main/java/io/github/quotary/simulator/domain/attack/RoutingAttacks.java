package io.github.quotary.simulator.domain.attack;

import io.github.quotary.simulator.domain.DomainKind;
import io.github.quotary.simulator.domain.server.DnsZone;
import java.util.List;
import java.util.function.UnaryOperator;

/** Attacks on the record by which a gateway finds the app of a custom domain. */
final class RoutingAttacks {
  private static final String OWNER = "_dstack-app-address." + Victim.HOST;
  private static final String LEGACY = "_tapp-address." + Victim.HOST;
  private static final String OTHER = "\"0123456789abcdef0123456789abcdef01234567:443\"";

  private static final String OURS = Victim.pins(DomainKind.CUSTOM).appId();

  private RoutingAttacks() {}

  static List<DomainAttack> all() {
    return List.of(
        zone(
            "routed-to-another-app",
            "the record names another app",
            zone -> zone.without("TXT").with(OWNER, "TXT", OTHER)),
        zone(
            "routed-to-two-apps",
            "one record names our app, another another",
            zone -> zone.with(OWNER, "TXT", OTHER)),
        zone(
            "routed-by-the-old-name",
            "the record of the older name, which is read for want of the other, names another app",
            zone -> zone.without("TXT").with(LEGACY, "TXT", OTHER)),
        zone(
            "routed-by-the-wildcards-name",
            "the record of the names below, which is read for want of others, names another app",
            zone ->
                zone.without("TXT").with("_dstack-app-address-wildcard.example.com", "TXT", OTHER)),
        zone(
            "routed-by-the-first-string",
            "the first string of the record names another app, the second ours",
            zone -> zone.replacing("TXT", "\"" + OURS, OTHER + " \"" + OURS)),
        zone(
                "routed-by-nothing",
                "there is no record, and nobody knows who ends the connection",
                zone -> zone.without("TXT"))
            .leavesIncomplete());
  }

  private static DomainAttack zone(String name, String about, UnaryOperator<DnsZone> change) {
    return DomainAttack.fails(
            DomainKind.CUSTOM,
            name,
            "DNS-1",
            about,
            laboratory -> Victim.site(laboratory, DomainKind.CUSTOM).withZone(change))
        .ifRequired();
  }
}
