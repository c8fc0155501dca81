package io.github.quotary.ingress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.acme.CaRequest.Kind;
import io.github.quotary.ingress.dns.DnsResult;
import io.github.quotary.ingress.state.StateFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider of DNS fails while a certificate is to be renewed. */
class DnsFaultsTest {
  private static final String PAGE = "the answer is no JSON: <html>";
  private static final String LIMIT = "rate limit exceeded";

  @TempDir private Path folder;

  private static Optional<DnsResult<String>> unavailable(String why) {
    return Optional.of(new DnsResult.Unavailable<>(why, 4));
  }

  private static Optional<DnsResult<String>> refused(int status, String why) {
    return Optional.of(new DnsResult.Refused<>(status, why));
  }

  @Test
  void aPageInsteadOfJson() throws Exception {
    try (FaultRun run = FaultRun.start(folder)) {
      int before = orders(run);
      run.lab.zone.trouble(call -> unavailable(PAGE));
      run.failsAndKeeps(PAGE);
      run.metric("dns_errors_total 1.0");
      assertEquals(before, orders(run), "nothing is ordered for a name without its records");
      run.lab.zone.calm();
      run.repairs();
    }
  }

  @Test
  void theZoneIsGone() throws Exception {
    try (FaultRun run = FaultRun.start(folder)) {
      run.lab.zone.trouble(call -> refused(0, "the token sees no zone of app.example.com"));
      run.failsAndKeeps("the token sees no zone");
      run.lab.zone.calm();
      run.repairs();
    }
  }

  /** The order is kept, and the next pass goes on with it. */
  @Test
  void anAnswerToAChallengeMeetsTheRateLimit() throws Exception {
    try (FaultRun run = FaultRun.start(folder)) {
      run.lab.zone.trouble(
          call -> call.startsWith("create _acme") ? unavailable(LIMIT) : Optional.empty());
      run.failsAndKeeps(LIMIT);
      run.metric("orders_total{result=\"failed\"} 1.0");
      run.metric("dns_errors_total 1.0");
      int before = orders(run);
      run.lab.zone.calm();
      run.repairs();
      assertEquals(before, orders(run));
    }
  }

  /** The authority finds nothing, and the order is invalid. */
  @Test
  void aProviderThatSaysDoneAndDoesNothing() throws Exception {
    try (FaultRun run = FaultRun.start(folder)) {
      run.lab.zone.trouble(
          call ->
              call.startsWith("create _acme")
                  ? Optional.of(new DnsResult.Done<>(""))
                  : Optional.empty());
      run.failsAndKeeps("could not validate");
      run.lab.zone.calm();
      run.repairs();
    }
  }

  @Test
  void anAnswerThatCannotBeTakenAwayIsTakenAwayLater() throws Exception {
    try (FaultRun run = FaultRun.start(folder)) {
      run.lab.zone.trouble(
          call -> call.startsWith("delete _acme") ? unavailable(LIMIT) : Optional.empty());
      assertTrue(run.ingress.pass().isGood());
      assertTrue(run.lab.told("an answer to a challenge was left behind"));
      assertFalse(run.lab.metrics(run.ingress).contains("dns_errors_total 0.0"));
      run.attested();
      assertEquals(5, run.lab.zone.texts().size());
      run.lab.zone.calm();
      run.lab.isEarlier();
      assertTrue(run.ingress.pass().isGood());
      run.tidy();
    }
  }

  /** Half a lock locks, and nothing is ordered before it is whole. */
  @Test
  void halfOfTheFirstLockIsRefused() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, FaultRun.NAME)) {
      lab.zone.trouble(
          call ->
              call.startsWith("create") && call.contains("issuewild")
                  ? refused(403, "no rights")
                  : Optional.empty());
      try (StateFolder state = StateFolder.open(lab.stateFolder());
          Ingress ingress = Ingress.start(lab.configuration(), lab.parts(state))) {
        assertFalse(ingress.pass().isGood());
        assertTrue(lab.told("no rights"), lab.journal::toString);
        assertEquals(List.of(), lab.ca.requests(Kind.NEW_ORDER));
        assertEquals(503, lab.admin(ingress, "/readyz").statusCode());
        lab.zone.calm();
        assertTrue(ingress.pass().isGood());
        assertEquals(200, lab.admin(ingress, "/readyz").statusCode());
      }
    }
  }

  /** The old lock stays until the new one is whole. */
  @Test
  void halfOfAnotherLockIsRefused() throws Exception {
    try (FaultRun run = FaultRun.start(folder)) {
      LockWatch locks = new LockWatch(run.lab.zone, run.lab.ca);
      locks.look();
      run.lab.zone.onChange(locks::look);
      run.lab.zone.trouble(
          call ->
              call.startsWith("create") && call.contains("issuewild")
                  ? refused(403, "no rights")
                  : Optional.empty());
      run.lab.loseAccounts();
      var before = run.lab.leaf(FaultRun.NAME);
      assertFalse(run.ingress.pass().isGood());
      assertTrue(run.lab.told("no rights"), run.lab.journal::toString);
      assertEquals(before, run.lab.leaf(FaultRun.NAME));
      assertTrue(locks.isLocked(FaultRun.NAME));
      assertEquals(5, run.lab.zone.texts().size(), run.lab.zone.texts()::toString);
      run.lab.zone.calm();
      run.repairs();
      assertEquals(List.of(), locks.opened());
      assertNotEquals(before, run.lab.leaf(FaultRun.NAME));
    }
  }

  private static int orders(FaultRun run) {
    return run.lab.ca.requests(Kind.NEW_ORDER).size();
  }
}
