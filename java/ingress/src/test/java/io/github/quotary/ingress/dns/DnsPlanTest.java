package io.github.quotary.ingress.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.caa.CaaLock;
import io.github.quotary.domain.caa.CaaName;
import io.github.quotary.domain.caa.CaaProperty;
import io.github.quotary.domain.caa.CaaQuestion;
import io.github.quotary.domain.caa.RelevantSet;
import io.github.quotary.domain.dns.DnsSecurity;
import io.github.quotary.ingress.config.DomainName;
import io.github.quotary.ingress.dns.RecordData.A;
import io.github.quotary.ingress.dns.RecordData.Caa;
import io.github.quotary.ingress.dns.RecordData.Cname;
import io.github.quotary.ingress.dns.RecordData.Txt;
import io.github.quotary.ingress.dns.WantedRecords.Gateway;
import io.github.quotary.ingress.dns.WantedRecords.Kind;
import io.github.quotary.ingress.dns.WantedRecords.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan does to records, and how a verifier sees the name between its steps. */
class DnsPlanTest {
  private static final String NAME = "app.example.com";
  private static final String NEW = "https://acme.example/acct/2";
  private static final String OLD = "https://acme.example/acct/1";
  private static final CaaPin PIN = new CaaPin("letsencrypt.org", "dns-01", NEW);
  private static final CaaPin OLD_PIN = new CaaPin("letsencrypt.org", "dns-01", OLD);
  private static final Ownership OWN =
      new Ownership(
          Set.of("gw.example.net", "old-gw.example.net"),
          Set.of("192.0.2.1", "192.0.2.2"),
          Set.of("abc"),
          Set.of("letsencrypt.org"),
          Set.of(OLD, NEW));
  private static final Capabilities ALL = new Capabilities(Set.of(RecordType.values()), true);
  private static final Capabilities NO_CAA =
      new Capabilities(Set.of(RecordType.A, RecordType.CNAME, RecordType.TXT), false);
  private static final Capabilities STRICT = new Capabilities(Set.of(RecordType.values()), false);

  private static WantedRecords wanted(String name, Optional<CaaPin> pin, String... addresses) {
    return WantedRecords.builder()
        .serve(
            DomainName.parse(name).orElseThrow(),
            new Gateway("gw.example.net", List.of(addresses)),
            "_dstack-app-address",
            "abc:443",
            pin,
            Optional.empty())
        .build();
  }

  private static FoundRecord found(String name, RecordData data) {
    return new FoundRecord(name + data, DnsRecord.of(name, data));
  }

  private static FoundRecord issue(String value) {
    return found(NAME, new Caa(0, "issue", value));
  }

  private static FoundRecord wild(String value) {
    return found(NAME, new Caa(0, "issuewild", value));
  }

  private static DnsPlan plan(List<FoundRecord> found, DnsRecord... confirmed) {
    return DnsPlan.of(
        wanted(NAME, Optional.of(PIN)), found, OWN, ALL, Set.copyOf(Arrays.asList(confirmed)));
  }

  /** A short word for each step. */
  private static List<String> words(DnsPlan plan) {
    return plan.steps().stream()
        .map(step -> step.getClass().getSimpleName() + " " + step.record().data())
        .toList();
  }

  @Test
  void everythingIsWrittenIntoAnEmptyZone() {
    assertEquals(
        List.of(
            "Create gw.example.net",
            "Create \"abc:443\"",
            "Create 0 issue \"" + PIN.value() + "\"",
            "Create 0 issuewild \"" + PIN.value() + "\""),
        words(plan(List.of())));
  }

  @Test
  void theValueOfALockIsThatOfDstackIngress() {
    assertEquals(
        "letsencrypt.org;validationmethods=dns-01;accounturi=https://acme.example/acct/2",
        PIN.value());
  }

  @Test
  void aWildcardHasItsOwnAddressAndItsParentsLock() {
    WantedRecords wanted = wanted("*." + NAME, Optional.of(PIN));

    assertEquals(
        Set.of(
            new Place("*." + NAME, Kind.ALIAS),
            new Place("_dstack-app-address-wildcard." + NAME, Kind.ADDRESS),
            new Place(NAME, Kind.LOCK)),
        wanted.places());
  }

  @Test
  void aDelegationMovesEveryName() {
    WantedRecords wanted =
        WantedRecords.builder()
            .serve(
                DomainName.parse("*." + NAME).orElseThrow(),
                new Gateway("gw.example.net", List.of()),
                "_dstack-app-address",
                "abc:443",
                Optional.of(PIN),
                Optional.of("d.example.net"))
            .build();

    assertEquals(
        Set.of(
            new Place(NAME + ".d.example.net", Kind.ALIAS),
            new Place("_dstack-app-address-wildcard." + NAME + ".d.example.net", Kind.ADDRESS),
            new Place(NAME + ".d.example.net", Kind.LOCK)),
        wanted.places());
  }

  @Test
  void aSecondPassHasNothingToDo() {
    List<FoundRecord> zone = run(new ArrayList<>(), plan(List.of()));

    assertFalse(plan(zone).changes());
    assertTrue(plan(zone).isComplete());
  }

  @Test
  void theAppsOlderValuesAreReplaced() {
    DnsPlan plan =
        plan(
            List.of(
                found(NAME, new Cname("old-gw.example.net")),
                found("_dstack-app-address." + NAME, new Txt("abc:8443")),
                issue(OLD_PIN.value())));

    assertEquals(
        List.of(
            "Delete old-gw.example.net",
            "Create gw.example.net",
            "Create \"abc:443\"",
            "Delete \"abc:8443\"",
            "Create 0 issue \"" + PIN.value() + "\"",
            "Create 0 issuewild \"" + PIN.value() + "\"",
            "Delete 0 issue \"" + OLD_PIN.value() + "\""),
        words(plan));
  }

  @Test
  void aNameThatLeadsElsewhereBlocksThePlan() {
    DnsPlan plan = plan(List.of(found(NAME, new Cname("shop.example.org"))));

    assertTrue(plan.isBlocked());
    assertEquals(1, plan.clashes().size());
    assertFalse(
        plan.steps().stream()
            .anyMatch(
                step ->
                    step instanceof Step.Create create
                        && create.record().name().equals(NAME)
                        && create.record().type() == RecordType.CNAME));
  }

  @Test
  void aForeignValueGoesOnlyIfItIsConfirmed() {
    FoundRecord foreign = issue("other-ca.example");
    DnsPlan shown = plan(List.of(foreign));
    assertEquals(List.of(foreign), shown.clashes().stream().map(Step.Clash::found).toList());
    assertFalse(shown.isBlocked());
    assertFalse(shown.isComplete());
    assertFalse(shown.steps().stream().anyMatch(Step.Delete.class::isInstance));

    DnsPlan confirmed = plan(List.of(foreign), foreign.record());
    Step last = confirmed.steps().get(confirmed.steps().size() - 1);
    assertEquals(new Step.Delete(foreign, false), last);
    assertTrue(confirmed.isComplete());
  }

  @Test
  void aConfirmationIsForOneValueAlone() {
    DnsPlan plan = plan(List.of(issue("other-ca.example")), issue("third-ca.example").record());

    assertEquals(1, plan.clashes().size());
  }

  @Test
  void otherPropertiesAtTheNameAreNobodysBusiness() {
    DnsPlan plan = plan(List.of(found(NAME, new Caa(0, "iodef", "mailto:ops@example.com"))));

    assertTrue(plan.isComplete());
    assertFalse(words(plan).toString().contains("iodef"));
  }

  @Test
  void aPropertyThatForbidsAllIssuanceIsTold() {
    assertEquals(1, plan(List.of(found(NAME, new Caa(128, "future", "x")))).clashes().size());
  }

  @Test
  void withoutALockCaaRecordsAreLeftAlone() {
    DnsPlan plan =
        DnsPlan.of(
            wanted(NAME, Optional.empty()), List.of(issue(OLD_PIN.value())), OWN, ALL, Set.of());

    assertEquals(List.of("Create gw.example.net", "Create \"abc:443\""), words(plan));
  }

  @Test
  void aLockThatIsGivenUpGoesInReverseOrder() {
    WantedRecords none = WantedRecords.builder().clear(new Place(NAME, Kind.LOCK)).build();
    DnsPlan plan =
        DnsPlan.of(
            none,
            List.of(issue(PIN.value()), wild(PIN.value()), issue("other-ca.example")),
            OWN,
            ALL,
            Set.of());

    assertEquals(
        List.of(
            "Delete 0 issuewild \"" + PIN.value() + "\"", "Delete 0 issue \"" + PIN.value() + "\""),
        words(plan));
  }

  @Test
  void aProviderWithoutCaaIsToldLoudlyAndKeepsWhatIsThere() {
    DnsPlan plan =
        DnsPlan.of(
            wanted(NAME, Optional.of(PIN), "192.0.2.1"),
            List.of(issue(OLD_PIN.value())),
            OWN,
            NO_CAA,
            Set.of());

    assertEquals(2, plan.steps().stream().filter(Step.Impossible.class::isInstance).count());
    assertFalse(plan.steps().stream().anyMatch(Step.Delete.class::isInstance));
    assertFalse(plan.isComplete());
  }

  @Test
  void addressesTakeTheAliasesPlaceWhereCaaStandsBesideThem() {
    DnsPlan alias = DnsPlan.of(wanted(NAME, Optional.of(PIN)), List.of(), OWN, STRICT, Set.of());
    assertFalse(alias.isComplete());

    DnsPlan addresses =
        DnsPlan.of(
            wanted(NAME, Optional.of(PIN), "192.0.2.1", "2001:db8::1"),
            List.of(found(NAME, new A("192.0.2.2"))),
            OWN,
            STRICT,
            Set.of());
    assertEquals(
        List.of("Create 192.0.2.1", "Create 2001:db8::1", "Delete 192.0.2.2"),
        words(addresses).subList(0, 3),
        "never without an address");
  }

  /**
   * Before the plan the name is locked, in one way or another; a verifier that looks between any
   * two steps must find it locked, and the new account must be able to issue from its value on.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "issue old",
        "issue old,issuewild old",
        "issuewild old,issue old,issue new",
        "issue old,issuewild new",
        "issue new,issuewild new",
        "issue ;,issuewild ;",
        "issue ;"
      })
  void aLockIsNeverOpenNorShutInBetween(String before) {
    List<FoundRecord> zone = new ArrayList<>();
    for (String text : before.split(",")) {
      String[] parts = text.split(" ");
      String value =
          switch (parts[1]) {
            case "old" -> OLD_PIN.value();
            case "new" -> PIN.value();
            default -> parts[1];
          };
      zone.add(found(NAME, new Caa(0, parts[0], value)));
    }
    DnsRecord[] confirmed =
        zone.stream()
            .map(FoundRecord::record)
            .filter(r -> !OWN.owns(r.data()))
            .toArray(DnsRecord[]::new);
    assertLocked(zone);
    boolean couldIssue = permits(zone, OLD) || permits(zone, NEW);
    for (Step step : plan(zone, confirmed).steps()) {
      zone = run(zone, new DnsPlan(List.of(step)));
      assertLocked(zone);
      boolean canIssue = permits(zone, OLD) || permits(zone, NEW);
      assertTrue(canIssue || !couldIssue, "blocked after " + step);
      couldIssue = canIssue;
    }
    assertTrue(permits(zone, NEW));
    assertFalse(permits(zone, OLD));
    assertEquals(2, zone.stream().filter(one -> one.record().type() == RecordType.CAA).count());
  }

  /** The first property below a locked parent hides the parent's, so it must be the right one. */
  @Test
  void theFirstPropertyAtANameLocksItsWildcardToo() {
    List<FoundRecord> zone = new ArrayList<>();
    for (Step step : plan(List.of()).steps()) {
      zone = run(zone, new DnsPlan(List.of(step)));
      if (zone.stream().anyMatch(one -> one.record().type() == RecordType.CAA)) {
        assertLocked(zone);
      }
    }
  }

  private static List<FoundRecord> run(List<FoundRecord> zone, DnsPlan plan) {
    List<FoundRecord> after = new ArrayList<>(zone);
    for (Step step : plan.steps()) {
      if (step instanceof Step.Create create) {
        after.add(found(create.record().name(), create.record().data()));
      } else if (step instanceof Step.Delete delete) {
        assertTrue(after.remove(delete.found()));
      }
    }
    return after;
  }

  private static RelevantSet set(List<FoundRecord> zone) {
    List<CaaProperty> properties =
        zone.stream()
            .map(one -> one.record().data())
            .filter(Caa.class::isInstance)
            .map(Caa.class::cast)
            .map(caa -> new CaaProperty(caa.flags(), caa.tag(), caa.value()))
            .toList();
    return new RelevantSet.Found(
        Optional.empty(), Optional.empty(), properties, DnsSecurity.INSECURE);
  }

  private static void assertLocked(List<FoundRecord> zone) {
    for (boolean isWildcard : new boolean[] {false, true}) {
      CaaLock lock = CaaLock.of(set(zone), isWildcard, Set.of("letsencrypt.org"), Set.of(OLD, NEW));
      assertTrue(
          lock.isLocked() || lock.state() == CaaLock.State.NOBODY,
          () -> lock + " with wildcard " + isWildcard + ": " + zone);
    }
  }

  private static boolean permits(List<FoundRecord> zone, String account) {
    return new CaaQuestion(CaaName.parse(NAME).orElseThrow(), "letsencrypt.org", account, "dns-01")
        .isPermittedBy(set(zone));
  }
}
