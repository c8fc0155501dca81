package io.github.quotary.tls.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.challenge.Challenge;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.tls.AttestedTls;
import io.github.quotary.tls.identity.AttestedKeyManager;
import io.github.quotary.tls.identity.AttestedKeyManagerBuilder;
import io.github.quotary.tls.identity.ChallengeAnswer;
import io.github.quotary.tls.laboratory.Identities;
import io.github.quotary.tls.laboratory.Loopback;
import io.github.quotary.tls.laboratory.SimulatedTd;
import io.github.quotary.tls.peer.AttestedPeers;
import io.github.quotary.tls.peer.AttestedTrustManager;
import io.github.quotary.tls.peer.PeerFault;
import io.github.quotary.tls.peer.PeerFault.Reason;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

/** A nonce is answered for the key of the connection, and for no other. */
class ChallengeTest {
  private static final SimulatedTd TD = SimulatedTd.sound();
  private static final String CONTEXT = AttestedKeyManagerBuilder.CHALLENGE_CONTEXT;

  private final AttestedKeyManager identity = Identities.of(TD);
  private final AttestedTrustManager trust =
      AttestedTrustManager.builder(TD.verifier())
          .clock(Clock.fixed(SimulatedTd.AT, ZoneOffset.UTC))
          .build();
  private final AttestedPeers peers = trust.peers();
  private final Challenge challenge = Challenge.create(CONTEXT, new SecureRandom());

  private static byte[] quote(ChallengeAnswer answer) {
    return answer.quote().toByteArray();
  }

  private Reason refusal(SSLSession session, Challenge asked, byte[] quote) {
    PeerFault fault = peers.checkAnswer(session, asked, quote).fault().orElseThrow();
    assertTrue(fault.message().contains(asked.toString()), fault.message());
    return fault.reason();
  }

  @Test
  void anAnswerBindsKeyNonceAndContext() throws Exception {
    try (Loopback server = Loopback.serve(AttestedTls.server(identity), "TLSv1.3", false)) {
      SSLSession session = server.exchange(AttestedTls.client(trust));
      byte[] quote = quote(identity.answer(challenge.nonce()).found().orElseThrow());
      assertTrue(peers.checkAnswer(session, challenge, quote).peer().isPresent());

      Challenge later = Challenge.create(CONTEXT, new SecureRandom());
      assertEquals(Reason.POLICY, refusal(session, later, quote));
      Challenge elsewhere = Challenge.of("another/v1", challenge.nonce());
      assertEquals(Reason.POLICY, refusal(session, elsewhere, quote));
      byte[] othersKey = quote(Identities.of(TD).answer(challenge.nonce()).found().orElseThrow());
      assertEquals(Reason.POLICY, refusal(session, challenge, othersKey));
      byte[] key = identity.identity().certificate().getPublicKey().getEncoded();
      byte[] othersTd =
          SimulatedTd.with(TdField.MRTD, "ab".repeat(48)).bytes(challenge.reportData(key));
      assertEquals(Reason.POLICY, refusal(session, challenge, othersTd));
      assertEquals(Reason.REJECTED, refusal(session, challenge, new byte[10]));
    }
  }

  /** A connection that is older than a renewal is answered for by its own key. */
  @Test
  void aSessionIsAnsweredForByItsOwnKey() throws Exception {
    try (Loopback server = Loopback.serve(AttestedTls.server(identity), "TLSv1.3", false)) {
      SSLSession session = server.exchange(AttestedTls.client(trust));
      SSLSession served = ((Loopback.Outcome.Served) server.outcome()).session();
      assertTrue(identity.renew().found().isPresent());
      byte[] renewed = quote(identity.answer(challenge.nonce()).found().orElseThrow());
      assertEquals(Reason.POLICY, refusal(session, challenge, renewed));
      byte[] own =
          quote(identity.answer(served, challenge.nonce()).orElseThrow().found().orElseThrow());
      assertTrue(peers.checkAnswer(session, challenge, own).peer().isPresent());

      assertTrue(identity.renew().found().isPresent());
      assertTrue(identity.answer(served, challenge.nonce()).isEmpty(), "two renewals later");
    }
  }

  @Test
  void aNonceHas32Bytes() {
    assertThrows(IllegalArgumentException.class, () -> identity.answer(new byte[31]));
  }
}
