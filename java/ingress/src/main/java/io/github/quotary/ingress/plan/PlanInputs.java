package io.github.quotary.ingress.plan;

import io.github.quotary.ingress.config.DomainName;
import io.github.quotary.ingress.dns.DnsProvider;
import io.github.quotary.ingress.dns.Ownership;
import io.github.quotary.ingress.dns.PublicRecords;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a plan is made of, beside the configuration.
 *
 * @param authority the directory of the certification authority
 * @param account its URI; empty if there is none yet
 * @param id of the app, or for tls-alpn-01 of the instance
 * @param own values that the app had in DNS earlier
 * @param certificates when each name's certificate at hand ends; empty if there is none
 * @param provider who is asked what is in the zones; none with tls-alpn-01
 * @param resolvers what they show
 * @param offline why nobody on the network is to be asked; empty: they are
 */
public record PlanInputs(
    String authority,
    Fact<Optional<String>> account,
    Fact<String> id,
    Fact<Ownership> own,
    Map<DomainName, Fact<Optional<Instant>>> certificates,
    Optional<DnsProvider> provider,
    List<PublicRecords> resolvers,
    Optional<String> offline) {
  /** Copies map and list. */
  public PlanInputs {
    certificates = Map.copyOf(certificates);
    resolvers = List.copyOf(resolvers);
  }
}
