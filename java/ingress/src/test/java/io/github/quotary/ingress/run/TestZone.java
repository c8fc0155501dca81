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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Writes into a test's name server at once; fails when it is told to. */
final class TestZone implements DnsProvider {
  private final TestDns dns;
  private final List<DnsRecord> records = new CopyOnWriteArrayList<>();
  volatile boolean fails;
  private volatile Function<String, Optional<DnsResult<String>>> trouble = call -> Optional.empty();
  private volatile Runnable changed = () -> {};

  TestZone(TestDns dns) {
    this.dns = dns;
  }

  /** Runs this after each change. */
  void onChange(Runnable then) {
    changed = then;
  }

  /**
   * Answers calls so, for example {@code create app.example.com CNAME gw.example.net}; a call that
   * is answered with Done is not done all the same.
   */
  void trouble(Function<String, Optional<DnsResult<String>>> answer) {
    trouble = answer;
  }

  /** Does what it is asked for. */
  void calm() {
    trouble = call -> Optional.empty();
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
    Zone zone = new Zone("1", "example.com");
    return fails
        ? new DnsResult.Unavailable<>("it is down", 1)
        : answer("zone " + name, zone).orElseGet(() -> new DnsResult.Done<>(zone));
  }

  @Override
  public DnsResult<List<FoundRecord>> list(Zone zone, String name, RecordType type) {
    List<FoundRecord> found =
        records.stream()
            .filter(record -> record.name().equals(name) && record.type() == type)
            .map(record -> new FoundRecord("", record))
            .toList();
    return answer("list " + name + " " + type, found).orElseGet(() -> new DnsResult.Done<>(found));
  }

  @Override
  public DnsResult<FoundRecord> create(Zone zone, DnsRecord record) {
    if (fails) {
      return new DnsResult.Unavailable<>("it is down", 1);
    }
    FoundRecord done = new FoundRecord("", record);
    Optional<DnsResult<FoundRecord>> instead = answer("create " + record, done);
    if (instead.isPresent()) {
      return instead.get();
    }
    add(record);
    return new DnsResult.Done<>(done);
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
    Optional<DnsResult<FoundRecord>> instead = answer("delete " + record.record(), record);
    if (instead.isPresent()) {
      return instead.get();
    }
    records.removeIf(record.record()::saysTheSameAs);
    dns.remove(record.record().name(), record.record().type().name(), data(record.record().data()));
    changed.run();
    return new DnsResult.Done<>(record);
  }

  private <T> Optional<DnsResult<T>> answer(String call, T value) {
    return trouble.apply(call).map(result -> result.map(unused -> value));
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
