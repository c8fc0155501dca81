package io.github.quotary.domain.witness;

import io.github.quotary.domain.dns.DnsAnswer;
import io.github.quotary.domain.dns.DnsSource;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.report.WorkloadIdentity;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** DNS-1: whether the routing record sends the domain's visitors to the attested app. */
final class RoutingCheck {
  private RoutingCheck() {}

  static Finding of(DnsSource dns, Name host, List<WorkloadIdentity> identities) {
    for (Name owner : RoutingRecord.owners(host)) {
      DnsAnswer answer = dns.ask(owner, Type.TXT);
      if (answer instanceof DnsAnswer.Failed failed) {
        return Finding.incomplete(Check.DNS_1, "the lookup of the routing record failed")
            .withDetail(failed.cause());
      }
      DnsAnswer.Records found = (DnsAnswer.Records) answer;
      if (!found.records().isEmpty()) {
        // A gateway reads only one of them, and answers have no defined order.
        return Finding.worst(
            found.records().stream()
                .map(record -> judge(owner, RoutingRecord.parse(record), identities))
                .toList());
      }
    }
    return Finding.incomplete(Check.DNS_1, "no routing record exists");
  }

  private static Finding judge(
      Name owner, Optional<RoutingRecord> record, List<WorkloadIdentity> identities) {
    if (record.isEmpty()) {
      return Finding.fail(
          Check.DNS_1, "the routing record at " + owner.toString(true) + " names no app");
    }
    String id = record.get().id();
    boolean isOurs =
        identities.stream()
            .anyMatch(
                identity ->
                    identity.appId().toString().equals(id)
                        || identity.instanceId().filter(i -> i.toString().equals(id)).isPresent());
    String where = "the routing record at " + owner.toString(true) + " names " + id;
    if (identities.isEmpty()) {
      return Finding.incomplete(Check.DNS_1, where + ", but no identity is proven");
    }
    return isOurs
        ? Finding.pass(Check.DNS_1, where + ", the attested identity")
        : Finding.fail(Check.DNS_1, where + ", which is not the attested identity");
  }
}
