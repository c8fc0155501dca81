package io.github.quotary.simulator.domain;

import io.github.quotary.simulator.domain.server.CtSearchPlan;
import io.github.quotary.simulator.domain.server.DnsZone;
import io.github.quotary.simulator.domain.web.WebCertificate;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What others than the TD know of a site.
 *
 * @param zone what the DNS has
 * @param ct what a search service of Certificate Transparency knows
 */
@RecordBuilder
public record SiteWitnesses(DnsZone zone, CtSearchPlan ct) implements SiteWitnessesBuilder.With {
  private static final String METHOD = "letsencrypt.org;validationmethods=dns-01;accounturi=";

  /** Those of an honest gateway: both kinds of names locked to its account. */
  static SiteWitnesses ofGateway(GatewayPlan plan, WebCertificate... logged) {
    String lock = METHOD + plan.accountUri();
    return new SiteWitnesses(
        DnsZone.empty()
            .with("*." + plan.base(), "A", "127.0.0.1")
            .withCaa(plan.base(), "issue", lock)
            .withCaa(plan.base(), "issuewild", lock),
        CtSearchPlan.of(logged));
  }

  /**
   * Those of honest domains of dstack-ingress, with the record for concrete names below a wildcard
   * that the ingress itself does not write.
   */
  static SiteWitnesses ofCustom(CustomPlan plan, String appId, List<WebCertificate> logged) {
    String lock = METHOD + plan.accountUri();
    String route = '"' + appId + ":443\"";
    DnsZone zone = DnsZone.empty();
    for (String domain : plan.domains()) {
      boolean isWildcard = domain.startsWith("*.");
      String name = isWildcard ? domain.substring(2) : domain;
      String prefix = isWildcard ? "_dstack-app-address-wildcard." : "_dstack-app-address.";
      zone =
          zone.with(domain, "A", "127.0.0.1")
              .withCaa(name, "issue", lock)
              .with(prefix + name, "TXT", route);
      if (isWildcard) {
        zone = zone.withCaa(name, "issuewild", lock);
      }
    }
    return new SiteWitnesses(zone, CtSearchPlan.of(logged.toArray(WebCertificate[]::new)));
  }
}
