package io.github.quotary.ingress.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.caa.CaaLock.State;
import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.config.ConfigurationReader;
import io.github.quotary.ingress.config.ConfigurationResult;
import io.github.quotary.ingress.dns.Capabilities;
import io.github.quotary.ingress.dns.DnsProvider;
import io.github.quotary.ingress.dns.DnsRecord;
import io.github.quotary.ingress.dns.DnsResult;
import io.github.quotary.ingress.dns.FoundRecord;
import io.github.quotary.ingress.dns.Ownership;
import io.github.quotary.ingress.dns.PublicRecords;
import io.github.quotary.ingress.dns.RecordData;
import io.github.quotary.ingress.dns.RecordData.Caa;
import io.github.quotary.ingress.dns.RecordData.Cname;
import io.github.quotary.ingress.dns.RecordData.Txt;
import io.github.quotary.ingress.dns.RecordType;
import io.github.quotary.ingress.dns.Zone;
import io.github.quotary.ingress.plan.RecordLine.Fate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final String ACCOUNT = "https://acme-v02.api.letsencrypt.org/acme/acct/1";
  private static final String LOCK =
      "letsencrypt.org;validationmethods=dns-01;accounturi=" + ACCOUNT;
  private static final Set<RecordType> ALL = Set.of(RecordType.values());

  private final List<DnsRecord> zone = new ArrayList<>();
  private final PublicDns shown = new PublicDns();
  private Set<RecordType> types = ALL;
  private boolean zoneFails;
  private Fact<Optional<String>> account = new Fact.Known<>(Optional.of(ACCOUNT));
  private Fact<String> id = new Fact.Known<>("app1");
  private Optional<String> offline = Optional.empty();

  private IngressPlan plan(String... settings) {
    Map<String, String> environment = new HashMap<>();
    environment.put("DOMAIN", "app.example.com");
    environment.put("TARGET_ENDPOINT", "app:80");
    environment.put("GATEWAY_DOMAIN", "gw.example.net");
    environment.put("CLOUDFLARE_API_TOKEN", "the-secret-token");
    environment.put("SET_CAA", "true");
    for (int i = 0; i < settings.length; i += 2) {
      environment.put(settings[i], settings[i + 1]);
    }
    Configuration configuration =
        ((ConfigurationResult.Valid) ConfigurationReader.fromEnvironment(environment))
            .configuration();
    boolean writes = configuration.challenge() instanceof Configuration.Dns01;
    return Planner.plan(
        configuration,
        new PlanInputs(
            "https://ca.example/directory",
            account,
            id,
            new Fact.Known<>(Ownership.none()),
            Map.of(configuration.names().get(0), new Fact.Known<>(Optional.empty())),
            writes ? Optional.of(new Provider()) : Optional.empty(),
            List.of(PublicRecords.of("one.example", shown), PublicRecords.of("two.example", shown)),
            offline));
  }

  private static List<String> lines(IngressPlan plan, Fate fate) {
    return plan.names().get(0).records().stream()
        .filter(line -> line.fate() == fate)
        .map(line -> line.record().toString())
        .toList();
  }

  private void inZone(String name, RecordData data) {
    zone.add(DnsRecord.of(name, data));
  }

  @Test
  void anEmptyZoneIsFilledAndLocked() {
    IngressPlan plan = plan();

    assertEquals(
        List.of(
            "app.example.com CNAME gw.example.net",
            "_dstack-app-address.app.example.com TXT \"app1:443\"",
            "app.example.com CAA 0 issue \"" + LOCK + "\"",
            "app.example.com CAA 0 issuewild \"" + LOCK + "\""),
        lines(plan, Fate.WILL_BE_WRITTEN));
    assertTrue(plan.names().get(0).lock().isStrong());
    assertEquals(Readiness.READY, plan.readiness());
  }

  @Test
  void whatIsThereIsKeptAndWhatIsForeignClashes() {
    inZone("app.example.com", new Cname("gw.example.net"));
    inZone("app.example.com", new Caa(0, Caa.ISSUE, "other.example"));

    IngressPlan plan = plan();

    assertEquals(List.of("app.example.com CNAME gw.example.net"), lines(plan, Fate.EXISTS));
    assertEquals(List.of("app.example.com CAA 0 issue \"other.example\""), lines(plan, Fate.CLASH));
    assertEquals(State.OTHER_ISSUERS, plan.names().get(0).lock().forName());
    assertEquals(State.ACCOUNT_LOCKED, plan.names().get(0).lock().forWildcard());
    assertEquals(Readiness.WEAK, plan.readiness());
  }

  @Test
  void withoutAnAccountALaterOneIsPlannedWith() {
    account = new Fact.Known<>(Optional.empty());

    IngressPlan plan = plan();

    assertTrue(
        lines(plan, Fate.WILL_BE_WRITTEN).get(2).contains("accounturi=account:to-be-registered"));
    assertTrue(plan.names().get(0).lock().isStrong());
    assertEquals(Readiness.READY, plan.readiness());
  }

  @Test
  void offlineNothingIsAskedAndAllIsSaidToBeUnknown() {
    offline = Optional.of("--offline");
    id = new Fact.Unknown<>("--offline");
    inZone("app.example.com", new Cname("gw.example.net"));

    IngressPlan plan = plan();

    assertEquals(4, lines(plan, Fate.UNKNOWN).size());
    assertTrue(lines(plan, Fate.UNKNOWN).get(1).contains("<app-id>:443"));
    assertEquals(0, shown.questions);
    assertTrue(plan.names().get(0).lock().isUnknown(), "foreign records may stand there");
    assertTrue(PlanText.of(plan).contains("if no foreign CAA records stand there"));
    assertEquals(Readiness.UNKNOWN, plan.readiness());
    assertTrue(plan.unknown().toString().contains("--offline"));
  }

  @Test
  void aZoneThatCannotBeReadIsUnknownNotEmpty() {
    zoneFails = true;

    IngressPlan plan = plan();

    assertEquals(List.of(), lines(plan, Fate.WILL_BE_WRITTEN));
    assertEquals(4, lines(plan, Fate.UNKNOWN).size());
    assertEquals(Readiness.UNKNOWN, plan.readiness());
    assertTrue(plan.unknown().toString().contains("it is down"), plan.unknown()::toString);
  }

  /** A provider without CAA leaves the name as open as it is; that is said, not skipped. */
  @Test
  void aLockThatCannotBeExpressedFailsAlsoOffline() {
    types = Set.of(RecordType.CNAME, RecordType.TXT);

    assertEquals(Readiness.FAILS, plan().readiness());
    assertEquals(2, lines(plan(), Fate.IMPOSSIBLE).size());
    assertEquals(State.UNRESTRICTED, plan().names().get(0).lock().forName());
    offline = Optional.of("--offline");
    assertEquals(Readiness.FAILS, plan().readiness());
  }

  @Test
  void withoutALockThePresentOneIsJudged() {
    assertEquals(State.UNRESTRICTED, plan("SET_CAA", "false").names().get(0).lock().forName());
    assertEquals(Readiness.WEAK, plan("SET_CAA", "false").readiness());

    shown.put("example.com", new Caa(0, Caa.ISSUE, LOCK));

    assertEquals(Readiness.READY, plan("SET_CAA", "false").readiness());
  }

  @Test
  void theOperatorIsToldWhatToMakeAndWhatIsInTheWay() {
    shown.put("app.example.com", new Cname("elsewhere.example"));
    shown.put("_dstack-app-address.app.example.com", new Txt("app1:443"));

    IngressPlan plan = plan("CHALLENGE_TYPE", "tls-alpn-01");

    assertEquals(
        List.of("_dstack-app-address.app.example.com TXT \"app1:443\""), lines(plan, Fate.EXISTS));
    assertEquals(List.of("app.example.com CNAME elsewhere.example"), lines(plan, Fate.CLASH));
    assertEquals(3, lines(plan, Fate.TO_BE_MADE_BY_YOU).size());
    assertTrue(
        lines(plan, Fate.TO_BE_MADE_BY_YOU).get(1).contains("validationmethods=tls-alpn-01"));
    assertEquals(Readiness.WEAK, plan.readiness());
  }

  @Test
  void aFailedLookupOfTheOperatorsRecordsIsUnknown() {
    shown.fails = true;

    IngressPlan plan = plan("CHALLENGE_TYPE", "tls-alpn-01");

    assertEquals(4, lines(plan, Fate.UNKNOWN).size());
    assertEquals(Readiness.UNKNOWN, plan.readiness());
  }

  @Test
  void neitherFormShowsASecret() {
    assertFalse(PlanText.of(plan()).contains("the-secret-token"));
    assertFalse(PlanJson.of(plan()).contains("the-secret-token"));
    assertTrue(PlanText.of(plan()).startsWith("READY"));
    assertTrue(PlanJson.of(plan()).contains("\"readiness\" : \"ready\""));
  }

  /** Only reads; a write fails the test. */
  private final class Provider implements DnsProvider {
    @Override
    public String name() {
      return "Test";
    }

    @Override
    public Capabilities capabilities() {
      return new Capabilities(types, true);
    }

    @Override
    public DnsResult<Zone> zoneOf(String name) {
      return zoneFails
          ? new DnsResult.Unavailable<>("it is down", 5)
          : new DnsResult.Done<>(new Zone("1", "example.com"));
    }

    @Override
    public DnsResult<List<FoundRecord>> list(Zone in, String name, RecordType type) {
      return new DnsResult.Done<>(
          zone.stream()
              .filter(record -> record.name().equals(name) && record.type() == type)
              .map(record -> new FoundRecord("1", record))
              .toList());
    }

    @Override
    public DnsResult<FoundRecord> create(Zone in, DnsRecord record) {
      throw new AssertionError("a plan writes nothing");
    }

    @Override
    public DnsResult<FoundRecord> delete(Zone in, FoundRecord record) {
      throw new AssertionError("a plan deletes nothing");
    }
  }
}
