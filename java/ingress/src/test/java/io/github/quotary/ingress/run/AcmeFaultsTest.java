package io.github.quotary.ingress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.acme.CaReply;
import io.github.quotary.ingress.acme.CaRequest.Kind;
import io.github.quotary.ingress.acme.TestCa.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The authority fails while a certificate is to be renewed. */
class AcmeFaultsTest {
  private static final int STORM = 200;

  @TempDir private Path folder;

  private void fails(Kind kind, Fault fault, int times, String why) throws Exception {
    try (FaultRun run = FaultRun.start(folder)) {
      run.lab.ca.fail(kind, Collections.nCopies(times, fault).toArray(Fault[]::new));
      run.failsAndKeeps(why);
      run.lab.ca.calm();
      run.repairs();
      assertEquals(1, run.lab.ca.accounts().size());
    }
  }

  @Test
  void itIsOverloaded() throws Exception {
    Fault page = new Fault.Answer(new CaReply(503, Map.of("Content-Type", "text/html"), "<html>"));
    fails(Kind.NEW_ORDER, page, STORM, "could not be asked to make an order");
  }

  @Test
  void itIsOverloadedWhenTheAccountIsOpened() throws Exception {
    Fault page = new Fault.Answer(new CaReply(503, Map.of("Content-Type", "text/html"), "<html>"));
    fails(Kind.ACCOUNT, page, STORM, "could not be asked to open the account");
  }

  @Test
  void aRateLimitSaysHowLong() throws Exception {
    try (FaultRun run = FaultRun.start(folder)) {
      run.lab.ca.fail(
          Kind.NEW_ORDER,
          CaReply.problem(429, "rateLimited", "too many").with("Retry-After", "7200"));
      PassReport pass = run.failsAndKeeps("too many");
      assertEquals(Optional.of(Duration.ofHours(2)), pass.retryAfter());
      run.metric("orders_total{result=\"failed\"} 1.0");
      run.repairs();
    }
  }

  @Test
  void itRefusesEveryNonce() throws Exception {
    fails(
        Kind.NEW_ORDER,
        new Fault.Answer(CaReply.problem(400, "badNonce", "stale")),
        STORM,
        "badNonce");
  }

  @Test
  void itRefusesToFinalizeBecauseOfCaa() throws Exception {
    fails(
        Kind.FINALIZE,
        new Fault.Answer(CaReply.problem(403, "caa", "CAA prevents issuance")),
        1,
        "CAA prevents issuance");
  }

  @Test
  void itEndsTheConnectionWhenAnOrderIsFinalized() throws Exception {
    fails(Kind.FINALIZE, new Fault.Cut(false), STORM, "could not be asked to finalize");
  }

  /** The certificate was issued, and the next pass fetches it. */
  @Test
  void itFinalizesAndIsGone() throws Exception {
    try (FaultRun run = FaultRun.start(folder)) {
      Fault[] cut = Collections.nCopies(STORM, new Fault.Cut(true)).toArray(Fault[]::new);
      run.lab.ca.fail(Kind.FINALIZE, cut);
      run.lab.ca.fail(Kind.ORDER, cut);
      run.failsAndKeeps("could not be asked");
      run.lab.ca.calm();
      run.repairs();
      assertTrue(run.lab.ca.requests(Kind.NEW_ORDER).isEmpty(), "the same order is gone on with");
    }
  }

  @Test
  void theCertificateIsGarbage() throws Exception {
    fails(Kind.CERTIFICATE, new Fault.Garbled("<html>"), STORM, "its answer cannot be used");
  }
}
