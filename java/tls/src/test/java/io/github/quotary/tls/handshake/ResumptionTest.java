package io.github.quotary.tls.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.tls.AttestedTls;
import io.github.quotary.tls.identity.AttestedKeyManager;
import io.github.quotary.tls.laboratory.Identities;
import io.github.quotary.tls.laboratory.Loopback;
import io.github.quotary.tls.laboratory.MovableClock;
import io.github.quotary.tls.laboratory.SimulatedTd;
import io.github.quotary.tls.peer.AttestedTrustManager;
import io.github.quotary.tls.peer.AttestedTrustManagerBuilder;
import io.github.quotary.tls.peer.PeerFault.Reason;
import io.github.quotary.tls.peer.PeerVerdict;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What JSSE does with sessions, and what becomes of verdicts. */
class ResumptionTest {
  private static final SimulatedTd TD = SimulatedTd.sound();
  private static final AttestedKeyManager IDENTITY = Identities.of(TD);

  private final MovableClock clock = new MovableClock(SimulatedTd.AT);
  private final AtomicInteger verified = new AtomicInteger();
  private final AtomicBoolean isAway = new AtomicBoolean();

  private AttestedTrustManagerBuilder trust() {
    CollateralSource source =
        key ->
            isAway.get()
                ? new CollateralSource.Lookup.Unavailable("the service is away", true)
                : new CollateralSource.Lookup.Found(TD.collateral());
    Verifier verifier =
        TD.verifierBuilder()
            .collateralSource(source)
            .listener((result, nanos) -> verified.incrementAndGet(), () -> 0)
            .build();
    return AttestedTrustManager.builder(verifier).clock(clock);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void everyConnectionAsksTheTrustManager(String protocol) throws IOException {
    AttestedTrustManager trust = trust().build();
    SSLContext context = AttestedTls.client(trust);
    try (Loopback server = Loopback.serve(AttestedTls.server(IDENTITY), protocol, false)) {
      server.exchange(context);
      server.exchange(context);
      assertEquals(1, verified.get(), "the second finds the verdict in the cache");
      clock.move(trust.limits().timeToLive());
      server.exchange(context);
      assertEquals(2, verified.get(), "after the time to live it is made anew");
    }
  }

  /** A context that was not tuned. */
  private static SSLContext ofALibrary(AttestedTrustManager trust) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {IDENTITY}, new TrustManager[] {trust}, null);
    return context;
  }

  @Test
  void aLibrarysContextResumesNoSessionOfTls12() throws Exception {
    AttestedTrustManager trust = trust().build();
    SSLContext context = ofALibrary(trust);
    try (Loopback server = Loopback.serve(AttestedTls.server(IDENTITY), "TLSv1.2", false)) {
      server.exchange(context);
      clock.move(trust.limits().timeToLive());
      server.exchange(context);
      assertEquals(2, verified.get());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void everyConnectionOfAClientAsksTheServersTrustManager(String protocol) throws Exception {
    AttestedTrustManager clients = trust().build();
    SSLContext context = AttestedTls.client(trust().allowResumption().build(), IDENTITY);
    try (Loopback server = Loopback.serve(ofALibrary(clients), protocol, true)) {
      server.exchange(context);
      server.outcome();
      int before = verified.get();
      clock.move(clients.limits().timeToLive());
      server.exchange(context);
      server.outcome();
      assertEquals(before + 2, verified.get(), "each side verifies the other anew");
    }
  }

  /** What JSSE does where it is let: it asks no trust manager. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aResumedSessionIsCheckedWhereTheCallerAsks(String protocol) throws IOException {
    AttestedTrustManager trust = trust().allowResumption().build();
    SSLContext context = AttestedTls.client(trust);
    try (Loopback server = Loopback.serve(AttestedTls.server(IDENTITY), protocol, false)) {
      SSLSession first = server.exchange(context);
      assertEquals(
          trust.limits().timeToLive().toSeconds(),
          context.getClientSessionContext().getSessionTimeout());
      clock.move(trust.limits().timeToLive());
      SSLSession resumed = server.exchange(context);
      assertEquals(1, verified.get(), "JSSE resumed the session");
      assertEquals(first.getCreationTime(), resumed.getCreationTime());
      assertFalse(trust.peers().of(resumed).orElseThrow().isValidAt(clock.instant()));
      assertTrue(trust.peers().check(resumed).peer().isPresent());
      assertEquals(2, verified.get());

      clock.move(trust.limits().timeToLive());
      isAway.set(true);
      PeerVerdict verdict = trust.peers().check(resumed);
      assertEquals(Reason.UNDECIDED, verdict.fault().orElseThrow().reason());
      assertTrue(verdict.fault().orElseThrow().retryable());
      isAway.set(false);
      server.exchange(context);
      assertEquals(4, verified.get(), "a session whose peer was refused is not resumed");
    }
  }
}
