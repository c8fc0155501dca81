package io.github.quotary.domain.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.ExpectedIdentity;
import io.github.quotary.domain.report.Provenances;
import io.github.quotary.domain.watch.World.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeTest {
  private static final WatchRules RULES = WatchRules.usual();

  private final World world = new World();
  private NameState state = NameState.fresh(World.NAME, World.START);

  /** The next observation, ten minutes later. */
  private List<Alert> look(Fault... faults) {
    world.at = world.at.plus(Duration.ofMinutes(10));
    Observation seen =
        List.of(faults).contains(Fault.ALL)
            ? Observation.faulty(World.NAME, world.at, "connection refused", Optional.empty())
            : world.see(faults);
    Change change = Change.of(state, seen, RULES);
    state = change.after();
    return change.alerts();
  }

  private Alert only(List<Alert> alerts) {
    assertEquals(1, alerts.size(), alerts::toString);
    return alerts.get(0);
  }

  private static List<AlertKind> kinds(List<Alert> alerts) {
    return alerts.stream().map(Alert::kind).toList();
  }

  @Test
  void theFirstObservationIsNotAChange() {
    assertEquals(List.of(), look());
    assertEquals(Optional.of("PASS"), state.verdict());
    assertEquals(List.of(), look());
  }

  @Test
  void alertsUnderATestRootSaySo() {
    world.provenance = Provenances.test();
    world.failing.add(Check.ID_1);
    Alert alert = only(look());
    assertEquals("TEST ROOT, mandatory checks fail", alert.summary());
    assertTrue(alert.testRoot().orElseThrow().startsWith("the test root "), alert::toString);
    assertEquals(alert.testRoot(), state.testRoot());
    assertTrue(AlertJson.line(alert).contains("\"testRoot\":\"the test root "), alert::toString);
    assertEquals(alert, AlertJson.read(AlertJson.node(alert)));
    look(Fault.ALL);
    assertEquals(alert.testRoot(), state.testRoot(), "nothing was seen of another");
    world.provenance = Provenances.real();
    look();
    assertEquals(Optional.empty(), state.testRoot());
  }

  @Test
  void nobodysWorkloadNeverPasses() {
    world.identity = ExpectedIdentity.UNSTATED;
    assertEquals(List.of(), look());
    assertEquals(Optional.of("GENUINE; say whose workload you expect"), state.verdict());
    assertFalse(state.isTrusted());
    world.identity = ExpectedIdentity.WAIVED;
    look();
    assertEquals(Optional.of("GENUINE"), state.verdict());
    assertTrue(state.isTrusted());
  }

  @Test
  void anUnreachableHostIsNotAccusedWhateverTheWitnessesSay() {
    look();
    world.unreachable = Optional.of("gateway.apps.example.net has no address (no such name)");
    world.lock = "UNRESTRICTED";
    world.caa = "";
    world.foreign.add("f1");
    assertEquals(List.of(), look());
    assertEquals(Optional.of("PASS"), state.verdict());
    assertEquals(List.of(world.unreachable.get()), world.see().problems());
    world.at = world.at.plus(Duration.ofDays(2));
    Alert alert = only(look());
    assertEquals(AlertKind.SILENCE, alert.kind());
    assertTrue(alert.after().contains("has no address"), alert::toString);
  }

  @Test
  void aNameThatFailsFromTheStartIsReported() {
    world.failing.add(Check.ID_1);
    Alert alert = only(look());
    assertEquals(AlertKind.VERDICT_CHANGE, alert.kind());
    assertEquals(Severity.FAILURE, alert.severity());
    assertEquals("FAIL ID-1", alert.after());
    assertEquals(List.of(), look());
  }

  @Test
  void anUnattestedLoggedKeyIsReportedOnce() {
    look();
    world.foreign.add("f1");
    List<Alert> alerts = look();
    assertEquals(List.of(AlertKind.UNKNOWN_KEY, AlertKind.VERDICT_CHANGE), kinds(alerts));
    assertTrue(alerts.get(0).subject().startsWith("certificate f1 "), alerts::toString);
    assertTrue(alerts.get(0).summary().contains("its validity begins before 2026-08-20T00:10:00Z"));
    assertEquals(List.of(), look(Fault.CT));
    assertEquals(List.of(), look());
    world.foreign.add("f2");
    assertEquals(List.of(AlertKind.UNKNOWN_KEY), kinds(look()));
  }

  @Test
  void aForeignCertificateIsReportedThoughTheLogsAnswerHasGaps() {
    look();
    world.foreign.add("f1");
    world.failing.add(Check.CT_2);
    assertTrue(kinds(look()).contains(AlertKind.UNKNOWN_KEY));
  }

  @Test
  void anUnattestedListedKeyIsReportedOnce() {
    look();
    world.unattested.add("stranger");
    List<Alert> alerts = look();
    assertEquals(List.of(AlertKind.UNKNOWN_KEY, AlertKind.VERDICT_CHANGE), kinds(alerts));
    assertEquals("key " + World.hash("stranger"), alerts.get(0).subject());
    assertEquals(Severity.FAILURE, alerts.get(0).severity());
    assertEquals(List.of(), look());
  }

  @Test
  void certificatesOfFormerKeysAreNotForeign() {
    look();
    // The evidence speaks of the new key only; the old certificate goes on for weeks.
    NameState known = state;
    world.old.add("01");
    world.at = world.at.plus(Duration.ofMinutes(10));
    Observation seen = world.see();
    assertEquals(false, seen.checks().get("CT-1"));
    Observation onlyOld =
        new Observation(
            seen.name(),
            seen.at(),
            seen.mandatory(),
            seen.checks(),
            seen.trusted(),
            seen.keys(),
            seen.identity(),
            seen.accounts(),
            seen.tcb(),
            seen.caa(),
            seen.certificates().stream().filter(logged -> !logged.attested()).toList(),
            seen.expiries(),
            seen.problems(),
            seen.passWord(),
            seen.testRoot());
    assertEquals(List.of(), Change.of(known, onlyOld, RULES).alerts());
  }

  /** Search engines show a certificate hours after it was logged; its key may be gone by then. */
  @Test
  void aCertificateOfAFormerlyAttestedKeyIsNotForeignThoughItIsLoggedLate() {
    look();
    world.attested.set(0, "next key");
    assertEquals(List.of(AlertKind.EVIDENCE_CHANGE), kinds(look()));
    world.old.add("0a");
    assertEquals(List.of(), look());
    assertEquals(Optional.of("PASS"), state.verdict());
  }

  @Test
  void aKeyThatOnlyAnUntrustedWorkloadAttestedStaysAStranger() {
    world.failing.add(Check.OS_1);
    look();
    world.failing.clear();
    world.attested.set(0, "next key");
    look();
    world.old.add("0a");
    assertTrue(kinds(look()).contains(AlertKind.UNKNOWN_KEY));
  }

  @Test
  void whatAnUntrustedWorkloadAttestsIsNotBelievedLater() {
    world.failing.add(Check.OS_1);
    look();
    assertEquals(0, state.certificates().size());
  }

  @Test
  void aNewAttestedKeyIsReported() {
    look();
    world.attested.add("next key");
    Alert alert = only(look());
    assertEquals(AlertKind.EVIDENCE_CHANGE, alert.kind());
    assertEquals(Severity.NOTICE, alert.severity());
  }

  @Test
  void aNewWorkloadIsReported() {
    look();
    world.compose = "another";
    Alert alert = only(look());
    assertEquals(AlertKind.EVIDENCE_CHANGE, alert.kind());
    assertTrue(alert.before().contains(World.hash("compose").toString()));
    assertTrue(alert.after().contains(World.hash("another").toString()));
  }

  @Test
  void everyToggleOfCaaIsReportedAndStored() {
    look();
    assertEquals(Optional.of(world.at), state.lockedSince());
    String locked = world.caa;
    world.caa = "0 issue \"letsencrypt.org\"";
    world.lock = "ISSUER_ONLY";
    Alert alert = only(look());
    assertEquals(AlertKind.CAA_CHANGE, alert.kind());
    assertEquals(Severity.FAILURE, alert.severity());
    assertEquals(Optional.empty(), state.lockedSince());
    world.at = world.at.plus(Duration.ofHours(2));
    world.caa = locked;
    world.lock = "ACCOUNT_LOCKED";
    assertEquals(Severity.WARNING, only(look()).severity());
    assertEquals(Optional.of(world.at), state.lockedSince());
    NameState.CaaHistory history = state.caa().get("*.apps.example.net");
    assertEquals(3, history.entries().size());
    assertEquals(Optional.of(World.START.plus(Duration.ofMinutes(10))), history.firstLocked());
  }

  @Test
  void aNewAccountIsReported() {
    look();
    world.account = "https://acme-v02.api.letsencrypt.org/acme/acct/2";
    assertEquals(AlertKind.ACCOUNT_ROTATION, only(look()).kind());
  }

  @Test
  void aNewTcbStatusIsReported() {
    look();
    world.advisories.add("INTEL-SA-00837");
    Alert alert = only(look());
    assertEquals(AlertKind.TCB_CHANGE, alert.kind());
    assertEquals("TCB status UpToDate; INTEL-SA-00837", alert.after());
  }

  @Test
  void everyUpcomingExpiryIsReportedOnce() {
    look();
    world.notAfter = world.at.plus(Duration.ofDays(6));
    world.collateralEnd = world.at.plus(Duration.ofDays(1));
    assertEquals(List.of(AlertKind.EXPIRY_NEAR, AlertKind.EXPIRY_NEAR), kinds(look()));
    assertEquals(List.of(), look());
    world.certificate = "renewed for a short time";
    assertEquals(List.of(AlertKind.EXPIRY_NEAR), kinds(look()));
  }

  @Test
  void failingAndPassingAgainAreReported() {
    look();
    world.failing.add(Check.EL_1);
    assertEquals("FAIL EL-1", only(look()).after());
    world.failing.clear();
    world.at = world.at.plus(Duration.ofHours(2));
    Alert alert = only(look());
    assertEquals(Severity.NOTICE, alert.severity());
    assertEquals("PASS", alert.after());
  }

  @Test
  void twoServersThatAnswerInTurnAreReportedOnce() {
    look();
    int alerts = 0;
    for (int round = 0; round < 20; round++) {
      boolean isOther = round % 2 == 0;
      world.compose = isOther ? "other server" : "compose";
      alerts += look().size();
    }
    assertEquals(1, alerts);
    world.compose = "compose";
    for (int round = 0; round < 8; round++) {
      alerts += look().size();
    }
    assertEquals(2, alerts, "it came back to stay, and that is told once");
  }

  @Test
  void aFaultIsNeverAChange() {
    look();
    for (Fault fault : Fault.values()) {
      assertEquals(List.of(), look(fault), fault::toString);
      assertEquals(List.of(), look(), fault::toString);
    }
    assertEquals(List.of(), look(Fault.EVIDENCE, Fault.DNS, Fault.CT));
    assertEquals(Optional.of("PASS"), state.verdict());
  }

  @Test
  void silenceIsReportedOnceUntilItEnds() {
    look();
    world.at = world.at.plus(Duration.ofDays(1));
    assertEquals(AlertKind.SILENCE, only(look(Fault.ALL)).kind());
    assertEquals(List.of(), look(Fault.EVIDENCE));
    assertEquals(List.of(), look());
    world.at = world.at.plus(Duration.ofDays(1));
    assertEquals(AlertKind.SILENCE, only(look(Fault.DNS)).kind());
  }
}
