package io.github.quotary.ingress.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.dns.RecordData.Caa;
import io.github.quotary.ingress.dns.RecordData.Cname;
import io.github.quotary.ingress.dns.RecordData.Txt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Steps are taken in order, until one fails. */
class DnsWriterTest {
  private static final DnsRecord NEW = DnsRecord.of("a.example.com", new Caa(0, "issue", "new"));
  private static final DnsRecord WILD =
      DnsRecord.of("a.example.com", new Caa(0, "issuewild", "new"));
  private static final FoundRecord OLD =
      new FoundRecord("1", DnsRecord.of("a.example.com", new Caa(0, "issue", "old")));

  /** Says no from a given write on. */
  private static final class Failing implements DnsProvider {
    private final List<String> writes = new ArrayList<>();
    private final int refusesAt;

    Failing(int refusesAt) {
      this.refusesAt = refusesAt;
    }

    @Override
    public String name() {
      return "failing";
    }

    @Override
    public Capabilities capabilities() {
      return new Capabilities(Set.of(RecordType.values()), true);
    }

    @Override
    public DnsResult<Zone> zoneOf(String name) {
      return new DnsResult.Done<>(new Zone("z", "example.com"));
    }

    @Override
    public DnsResult<List<FoundRecord>> list(Zone zone, String name, RecordType type) {
      return type == RecordType.AAAA
          ? new DnsResult.Partial<>(List.of(), "page 2 is missing")
          : new DnsResult.Done<>(List.of());
    }

    @Override
    public DnsResult<FoundRecord> create(Zone zone, DnsRecord record) {
      return write(new FoundRecord("n", record));
    }

    @Override
    public DnsResult<FoundRecord> delete(Zone zone, FoundRecord record) {
      return write(record);
    }

    private DnsResult<FoundRecord> write(FoundRecord record) {
      if (writes.size() == refusesAt) {
        return new DnsResult.Refused<>(400, "quota");
      }
      writes.add(record.record().data().toString());
      return new DnsResult.Done<>(record);
    }
  }

  private static final DnsPlan PLAN =
      new DnsPlan(List.of(new Step.Create(NEW), new Step.Create(WILD), new Step.Delete(OLD, true)));

  /**
   * Without its lock, a name must not be written either: anybody could get a certificate for it.
   */
  @Test
  void aPlanThatTheProviderCannotExpressIsRefusedAsAWhole() {
    Failing provider = new Failing(9);
    DnsRecord alias = DnsRecord.of("a.example.com", new Cname("gateway.example.net"));
    DnsPlan plan =
        new DnsPlan(
            List.of(new Step.Create(alias), new Step.Impossible(NEW, "it takes no CAA records")));

    DnsResult<List<Step>> result = new DnsWriter(provider).apply(plan);

    assertEquals(new DnsResult.Refused<>(0, NEW + ": it takes no CAA records"), result);
    assertEquals(List.of(), provider.writes);
  }

  /** An old lock must not go where the new one could not be written. */
  @Test
  void whatComesAfterAFailureIsNotTried() {
    Failing provider = new Failing(1);

    DnsResult.Partial<List<Step>> part = Results.partial(new DnsWriter(provider).apply(PLAN));
    assertEquals(List.of(new Step.Create(NEW)), part.done());
    assertTrue(part.why().contains("quota"), part::why);
    assertEquals(1, provider.writes.size());
  }

  @Test
  void aFailureAtOnceIsTheProviders() {
    assertEquals(new DnsResult.Refused<>(400, "quota"), new DnsWriter(new Failing(0)).apply(PLAN));
  }

  @Test
  void aBlockedPlanIsNotBegun() {
    Failing provider = new Failing(9);
    FoundRecord foreign =
        new FoundRecord("1", DnsRecord.of("a.example.com", new Cname("shop.example.org")));

    Results.refused(
        new DnsWriter(provider)
            .apply(
                new DnsPlan(
                    List.of(new Step.Clash(foreign, true, "elsewhere"), new Step.Create(NEW)))));
    assertTrue(provider.writes.isEmpty());
  }

  @Test
  void aLookThatIsNotTheWholeIsNone() {
    WantedRecords wanted =
        WantedRecords.builder()
            .want(
                new WantedRecords.Place("a.example.com", WantedRecords.Kind.ALIAS),
                List.of(new Cname("gw.example.net")))
            .build();

    Results.unavailable(new DnsWriter(new Failing(0)).look(wanted));
  }

  @Test
  void textsHaveOneForm() {
    for (String text : List.of("", "abc:443", "a\"b\\c", "x".repeat(600))) {
      assertEquals(text, TxtText.plain(TxtText.quoted(text)));
    }
    assertEquals("aÿb", TxtText.plain("\"a\\255\" \"b\""));
    assertEquals(new Txt("a"), new Txt(TxtText.plain("a")));
  }
}
