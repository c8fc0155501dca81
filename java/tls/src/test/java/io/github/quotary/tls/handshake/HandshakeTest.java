package io.github.quotary.tls.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.challenge.Challenge;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.tls.AttestedTls;
import io.github.quotary.tls.identity.AttestedKeyManager;
import io.github.quotary.tls.laboratory.Identities;
import io.github.quotary.tls.laboratory.Loopback;
import io.github.quotary.tls.laboratory.SimulatedTd;
import io.github.quotary.tls.peer.AttestedCertificateException;
import io.github.quotary.tls.peer.AttestedPeer;
import io.github.quotary.tls.peer.AttestedPeers;
import io.github.quotary.tls.peer.AttestedTrustManager;
import io.github.quotary.tls.peer.PeerFault.Reason;
import io.github.quotary.tls.peer.PeerVerdict;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real handshakes on loopback between attested peers. */
class HandshakeTest {
  private static final SimulatedTd TD = SimulatedTd.sound();
  private static final SimulatedTd OTHER = SimulatedTd.with(TdField.MRTD, "ab".repeat(48));
  private static final Verifier VERIFIER = TD.verifier();
  private static final Verifier OTHER_VERIFIER = VERIFIER.withPolicy(OTHER.policy());
  private static final AttestedKeyManager IDENTITY = Identities.of(TD);
  private static final AttestedKeyManager OTHER_IDENTITY = Identities.of(OTHER);

  private static AttestedTrustManager trust(SimulatedTd td) {
    return AttestedTrustManager.builder(td == TD ? VERIFIER : OTHER_VERIFIER)
        .clock(Clock.fixed(SimulatedTd.AT, ZoneOffset.UTC))
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aClientMeetsTheTdThatItExpects(String protocol) throws IOException {
    AttestedTrustManager trust = trust(TD);
    try (Loopback server = Loopback.serve(AttestedTls.server(IDENTITY), protocol, false)) {
      SSLSession session = server.exchange(AttestedTls.client(trust));
      assertEquals(protocol, session.getProtocol());
      AttestedPeer peer = trust.peers().of(session).orElseThrow();
      assertEquals(IDENTITY.identity().certificate(), peer.certificate());
      assertTrue(peer.verdict().isTrusted());
      assertEquals(peer, trust.peers().check(session).peer().orElseThrow());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aClientRefusesAnotherTd(String protocol) throws IOException {
    AttestedTrustManager trust = trust(TD);
    try (Loopback server = Loopback.serve(AttestedTls.server(OTHER_IDENTITY), protocol, false)) {
      SSLHandshakeException refused =
          assertThrows(
              SSLHandshakeException.class, () -> server.exchange(AttestedTls.client(trust)));
      AttestedCertificateException reason = AttestedCertificateException.in(refused).orElseThrow();
      assertEquals(Reason.POLICY, reason.fault().orElseThrow().reason());
      assertInstanceOf(VerificationResult.Verified.class, reason.result().orElseThrow());
      assertTrue(String.valueOf(refused.getMessage()).contains("mrTd"), refused.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void bothSidesAttestThemselves(String protocol) throws Exception {
    AttestedTrustManager servers = trust(TD);
    AttestedTrustManager clients = trust(OTHER);
    try (Loopback server = Loopback.serve(AttestedTls.server(IDENTITY, clients), protocol, true)) {
      server.exchange(AttestedTls.client(servers, OTHER_IDENTITY));
      Loopback.Outcome.Served served =
          assertInstanceOf(Loopback.Outcome.Served.class, server.outcome());
      assertEquals(
          OTHER.mrTd(),
          clients
              .peers()
              .of(served.session())
              .orElseThrow()
              .verdict()
              .tdReport()
              .orElseThrow()
              .mrTd());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aServerRefusesAnotherClient(String protocol) throws Exception {
    try (Loopback server =
        Loopback.serve(AttestedTls.server(IDENTITY, trust(OTHER)), protocol, true)) {
      assertThrows(
          IOException.class, () -> server.exchange(AttestedTls.client(trust(TD), IDENTITY)));
      Loopback.Outcome.Broken broken =
          assertInstanceOf(Loopback.Outcome.Broken.class, server.outcome());
      assertEquals(
          Reason.POLICY,
          AttestedCertificateException.in(broken.reason())
              .orElseThrow()
              .fault()
              .orElseThrow()
              .reason());
    }
  }

  @Test
  void aServerThatNeedsAClientsCertificateRefusesNone() throws Exception {
    try (Loopback server =
        Loopback.serve(AttestedTls.server(IDENTITY, trust(OTHER)), "TLSv1.3", true)) {
      assertThrows(IOException.class, () -> server.exchange(AttestedTls.client(trust(TD))));
      assertInstanceOf(Loopback.Outcome.Broken.class, server.outcome());
    }
  }

  /** Where none is needed, the session has no peer; who asks for its verdict is told. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aClientWithoutACertificateIsRefusedWhenItsSessionIsChecked(String protocol)
      throws Exception {
    AttestedPeers clients = trust(OTHER).peers();
    try (Loopback server =
        Loopback.serve(AttestedTls.server(IDENTITY, trust(OTHER)), protocol, false)) {
      server.exchange(AttestedTls.client(trust(TD)));
      SSLSession session =
          assertInstanceOf(Loopback.Outcome.Served.class, server.outcome()).session();
      assertTrue(session.isValid());
      assertEquals(Optional.empty(), clients.of(session));
      assertEquals(Reason.NO_CERTIFICATE, clients.check(session).fault().orElseThrow().reason());
      PeerVerdict answered =
          clients.checkAnswer(session, Challenge.of("quotary-tls/v1", new byte[32]), new byte[0]);
      assertEquals(Reason.NO_CERTIFICATE, answered.fault().orElseThrow().reason());
      assertFalse(session.isValid(), "nobody resumes it");
    }
  }

  @Test
  void manyConnectAtOnce() throws Exception {
    AttestedTrustManager trust = trust(TD);
    SSLContext context = AttestedTls.client(trust);
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try (Loopback server = Loopback.serve(AttestedTls.server(IDENTITY), "TLSv1.3", false)) {
      List<Future<SSLSession>> sessions = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        sessions.add(pool.submit(() -> server.exchange(context)));
      }
      for (Future<SSLSession> session : sessions) {
        assertTrue(trust.peers().check(session.get()).peer().isPresent());
      }
      assertEquals(1, trust.cachedVerdicts());
    } finally {
      pool.shutdownNow();
    }
  }
}
