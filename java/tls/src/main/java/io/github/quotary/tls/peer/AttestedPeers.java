package io.github.quotary.tls.peer;

import io.github.quotary.challenge.Challenge;
import io.github.quotary.policy.Expected;
import io.github.quotary.tls.peer.PeerFault.Reason;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Verified;
import java.security.cert.Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * The peers that an {@link AttestedTrustManager} accepts: who is at the other end of a connection,
 * and whether that still holds. A session finds its peer by the hash of the certificate, so this
 * works with every TLS implementation, and on resumed sessions. Thread-safe.
 *
 * <p>{@link #of} only looks; {@link #check} decides. JSSE asks a trust manager in full handshakes
 * alone: call {@link #check} after a handshake that may have resumed a session, and from time to
 * time on connections that live longer than a verdict.
 */
public final class AttestedPeers {
  private final PeerJudge judge;

  AttestedPeers(PeerJudge judge) {
    this.judge = judge;
  }

  /**
   * The peer of a session as it was accepted; empty if this trust manager accepted no such
   * certificate, or has forgotten it. Its verdict may have ended: see {@link
   * AttestedPeer#isValidAt}. Nothing is verified.
   */
  public Optional<AttestedPeer> of(SSLSession session) {
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain.length == 0 ? Optional.empty() : judge.known(chain[0]);
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether the peer of a session is accepted now: the verdict that is at hand while it lasts, else
   * a new one, which asks the collateral source. The certificate's dates are checked; its chain and
   * names are not checked again. A session whose peer is refused is {@linkplain
   * SSLSession#invalidate invalidated}, so that no connection resumes it; closing this one is up to
   * the caller.
   */
  public PeerVerdict check(SSLSession session) {
    PeerVerdict verdict = verdict(session);
    if (verdict instanceof PeerVerdict.Refused) {
      session.invalidate();
    }
    return verdict;
  }

  private PeerVerdict verdict(SSLSession session) {
    try {
      return judge.judge(session.getPeerCertificates(), null);
    } catch (SSLPeerUnverifiedException e) {
      return new PeerVerdict.Refused(
          new PeerFault(
              Reason.NO_CERTIFICATE,
              "the session",
              "the peer did not authenticate",
              "require a certificate of the peer"));
    }
  }

  /**
   * Whether a quote answers this challenge for the key of the session's certificate: made after the
   * nonce was sent, by a TEE that the policy accepts; the answer itself does not say whose it is.
   * {@linkplain io.github.quotary.challenge.ChallengeStore#take Take} the nonce first. The session
   * itself is checked as {@link #check} does.
   *
   * @param quote the raw quote that the peer sent, over {@link Challenge#reportData} of its
   *     SubjectPublicKeyInfo
   */
  public PeerVerdict checkAnswer(SSLSession session, Challenge challenge, byte[] quote) {
    PeerVerdict verdict = check(session);
    if (!(verdict instanceof PeerVerdict.Accepted accepted)) {
      return verdict;
    }
    AttestedPeer peer = accepted.attested();
    byte[] key = peer.certificate().getPublicKey().getEncoded();
    VerificationResult result =
        judge
            .verifier()
            .verify(quote, judge.now(), Expected.answerOfAnybody(challenge.reportData(key)));
    return result instanceof Verified verified && verified.isTrusted()
        ? new PeerVerdict.Accepted(
            new AttestedPeer(
                peer.certificate(), peer.sha256(), verified, peer.bindings(), peer.validUntil()))
        : new PeerVerdict.Refused(VerdictWords.fault(result, "the answer to " + challenge));
  }
}
