package io.github.quotary.ingress.records;

import io.github.quotary.ingress.dns.DnsRecord;
import io.github.quotary.ingress.dns.PublicRecords;
import io.github.quotary.ingress.dns.PublicRecords.Look;
import io.github.quotary.ingress.dns.RecordData;
import io.github.quotary.ingress.dns.RecordData.Caa;
import io.github.quotary.ingress.dns.RecordData.Cname;
import io.github.quotary.ingress.dns.RecordType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What resolvers show of one record.
 *
 * @param without who do not show it
 * @param failed who could not be asked, and why
 * @param foreign other data at its place that take its effect away
 */
public record Showing(List<String> without, List<String> failed, Set<RecordData> foreign) {
  /** Copies the collections. */
  public Showing {
    without = List.copyOf(without);
    failed = List.copyOf(failed);
    foreign = Set.copyOf(foreign);
  }

  /** Whether all of them show it. */
  public boolean isShown() {
    return without.isEmpty() && failed.isEmpty();
  }

  /** Asks all of them. */
  public static Showing of(DnsRecord record, List<PublicRecords> resolvers) {
    return of(record, resolvers, Optional.empty());
  }

  /**
   * Asks all of them. An alias of the gateway counts as shown, too, where the name has the
   * gateway's addresses: no CNAME can stand at the top of a zone. Other aliases must be there
   * themselves, since a lock or an answer to a challenge is looked for where they lead.
   *
   * @param gateway its name, in lower case
   */
  public static Showing of(
      DnsRecord record, List<PublicRecords> resolvers, Optional<String> gateway) {
    boolean mayBeAddresses =
        record.data() instanceof Cname alias && gateway.filter(alias.target()::equals).isPresent();
    List<String> without = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    Set<RecordData> foreign = new LinkedHashSet<>();
    for (PublicRecords resolver : resolvers) {
      Look look = resolver.look(record.name(), record.type());
      if (look instanceof Look.Unknown unknown) {
        failed.add(resolver.name() + ": " + unknown.why());
        continue;
      }
      Set<RecordData> data = ((Look.Seen) look).data();
      if (!data.contains(record.data())
          && !(mayBeAddresses && hasSameAddresses(record, resolver))) {
        without.add(resolver.name());
      }
      data.stream().filter(other -> isInTheWay(record, other)).forEach(foreign::add);
    }
    if (resolvers.isEmpty()) {
      failed.add("there are no resolvers");
    }
    return new Showing(without, failed, foreign);
  }

  private static boolean hasSameAddresses(DnsRecord record, PublicRecords resolver) {
    if (!(record.data() instanceof Cname alias)) {
      return false;
    }
    return resolver.look(record.name(), RecordType.A) instanceof Look.Seen own
        && resolver.look(alias.target(), RecordType.A) instanceof Look.Seen targets
        && !own.data().isEmpty()
        && targets.data().containsAll(own.data());
  }

  /** Another alias or text, or another lock of the same kind, but not the other kind's. */
  private static boolean isInTheWay(DnsRecord record, RecordData data) {
    return !data.equals(record.data())
        && (!(data instanceof Caa caa)
            || (caa.isIssue() && caa.tag().equals(((Caa) record.data()).tag())));
  }
}
