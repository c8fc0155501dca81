package io.github.quotary.ingress.run;

import io.github.quotary.ingress.acme.TestDns;
import io.github.quotary.ingress.dns.Capabilities;
import io.github.quotary.ingress.dns.DnsProvider;
import io.github.quotary.ingress.dns.DnsRecord;
import io.github.quotary.ingress.dns.DnsResult;
import io.github.quotary.ingress.dns.FoundRecord;
import io.github.quotary.ingress.dns.RecordData;
import io.github.quotary.ingress.dns.RecordData.Cname;
import io.github.quotary.ingress.dns.RecordType;
import io.github.quotary.ingress.dns.Zone;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes into a test's name server at once; fails when it is told to. */
final class TestZone implements DnsProvider {
  private final TestDns dns;
  private final List<DnsRecord> records = new CopyOnWriteArrayList<>();
  volatile boolean fails;
  private volatile Runnable changed = () -> {};

  TestZone(TestDns dns) {
    this.dns = dns;
  }

  /** Runs this after each change. */
  void onChange(Runnable then) {
    changed = then;
  }

  List<DnsRecord> records() {
    return List.copyOf(records);
  }

  @Override
  public String name() {
    return "the test's provider";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Set.of(RecordType.values()), true);
  }

  @Override
  public DnsResult<Zone> zoneOf(String name) {
    return fails
        ? new DnsResult.Unavailable<>("it is down", 1)
        : new DnsResult.Done<>(new Zone("1", "example.com"));
  }

  @Override
  public DnsResult<List<FoundRecord>> list(Zone zone, String name, RecordType type) {
    return new DnsResult.Done<>(
        records.stream()
            .filter(record -> record.name().equals(name) && record.type() == type)
            .map(record -> new FoundRecord("", record))
            .toList());
  }

  @Override
  public DnsResult<FoundRecord> create(Zone zone, DnsRecord record) {
    if (fails) {
      return new DnsResult.Unavailable<>("it is down", 1);
    }
    add(record);
    return new DnsResult.Done<>(new FoundRecord("", record));
  }

  /** Puts a record there, as somebody else would. */
  void add(DnsRecord record) {
    if (records.stream().noneMatch(record::saysTheSameAs)) {
      records.add(record);
      dns.add(record.name(), record.type().name(), data(record.data()));
      changed.run();
    }
  }

  @Override
  public DnsResult<FoundRecord> delete(Zone zone, FoundRecord record) {
    records.removeIf(record.record()::saysTheSameAs);
    dns.remove(record.record().name(), record.record().type().name(), data(record.record().data()));
    changed.run();
    return new DnsResult.Done<>(record);
  }

  List<String> texts() {
    return records.stream().map(DnsRecord::toString).sorted().toList();
  }

  private static String data(RecordData data) {
    if (data instanceof Cname alias) {
      return alias.target() + ".";
    }
    return data.toString();
  }
}
