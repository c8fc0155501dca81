package io.github.quotary.domain.caa;

import io.github.quotary.domain.dns.DnsAnswer;
import io.github.quotary.domain.dns.DnsSecurity;
import io.github.quotary.domain.dns.DnsSource;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * Climbs from a name to the first level that has CAA records (RFC 8659, section 3). Aliases are
 * followed at each level, but it climbs along the name itself, never along where an alias leads. As
 * thread-safe as its source.
 */
public final class CaaSearch {
  private final DnsSource dns;

  /** A search with these answers. */
  public CaaSearch(DnsSource dns) {
    this.dns = dns;
  }

  /** The relevant set of a name; that of a wildcard is its parent's. */
  public RelevantSet find(CaaName name) {
    DnsSecurity security = DnsSecurity.SECURE;
    for (Name level = name.name(); level.labels() > 1; level = new Name(level, 1)) {
      DnsAnswer answer = dns.ask(level, Type.CAA);
      if (answer instanceof DnsAnswer.Failed failed) {
        return new RelevantSet.Unknown(level, failed.cause(), failed.security());
      }
      DnsAnswer.Records records = (DnsAnswer.Records) answer;
      security = weaker(security, records.security());
      List<CaaProperty> properties =
          records.records().stream().map(CaaProperty::parse).flatMap(Optional::stream).toList();
      if (properties.size() < records.records().size()) {
        return new RelevantSet.Unknown(level, "a CAA record is malformed", security);
      }
      if (!properties.isEmpty()) {
        return new RelevantSet.Found(Optional.of(level), records.alias(), properties, security);
      }
    }
    return new RelevantSet.Found(Optional.empty(), Optional.empty(), List.of(), security);
  }

  private static DnsSecurity weaker(DnsSecurity one, DnsSecurity other) {
    if (one == DnsSecurity.SECURE) {
      return other;
    }
    return other == DnsSecurity.SECURE || one == other ? one : DnsSecurity.INDETERMINATE;
  }
}
