package io.github.quotary.ingress.dns;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks whether a record is there before it is written. */
final class Existing {
  private Existing() {}

  /** The record that is there, or a try to make it. */
  static Attempt<FoundRecord> orElse(
      DnsProvider provider, Zone zone, DnsRecord record, Supplier<Attempt<FoundRecord>> make) {
    DnsResult<List<FoundRecord>> found = provider.list(zone, record.name(), record.type());
    if (!(found instanceof DnsResult.Done<List<FoundRecord>> done)) {
      return new Attempt.Over<>(found.failure());
    }
    Optional<FoundRecord> same =
        done.value().stream().filter(one -> one.record().saysTheSameAs(record)).findFirst();
    return same.map(Attempt::done).orElseGet(make);
  }
}
