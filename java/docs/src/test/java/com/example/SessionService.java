package com.example;

import io.github.quotary.challenge.Challenge;
import io.github.quotary.challenge.ChallengeStore;
import io.github.quotary.policy.Expected;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

final class SessionService {
  private static final int X25519_BYTES = 44;

  private final ChallengeStore challenges;
  private final Verifier verifier;

  SessionService(ChallengeStore challenges, Verifier verifier) {
    this.challenges = challenges;
    this.verifier = verifier;
  }

  byte[] challenge() {
    Challenge challenge = Challenge.create("payments/v1", new SecureRandom());
    if (!challenges.remember(challenge)) throw new IllegalStateException("Too many challenges");
    return challenge.nonce(); // to the guest, which asks for a quote over its key and this nonce
  }

  /** The session's key, shared with the TD that holds guestKey (X25519), and nobody else. */
  Optional<Session> session(byte[] nonce, byte[] guestKey, byte[] quote)
      throws GeneralSecurityException {
    if (guestKey.length != X25519_BYTES) return Optional.empty(); // as X.509 writes it
    Challenge challenge = challenges.take("payments/v1", nonce).challenge().orElse(null);
    if (challenge == null) return Optional.empty(); // unknown, too late, or used before
    Expected expected = Expected.answerOfAnybody(challenge.reportData(guestKey));
    VerificationResult result = verifier.verify(quote, expected); // its policy names your MRTD
    return result.isTrusted() ? Optional.of(Session.with(guestKey, nonce)) : Optional.empty();
  }

  /** A key for both sides, and the public key that the guest needs to compute it. */
  record Session(SecretKeySpec key, byte[] ourKey) {
    static Session with(byte[] guestKey, byte[] nonce) throws GeneralSecurityException {
      KeyPair ours = KeyPairGenerator.getInstance("X25519").generateKeyPair();
      KeyAgreement agreement = KeyAgreement.getInstance("X25519");
      agreement.init(ours.getPrivate());
      agreement.doPhase(
          KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(guestKey)), true);
      return new Session(derive(agreement.generateSecret(), nonce), ours.getPublic().getEncoded());
    }

    static SecretKeySpec derive(byte[] secret, byte[] nonce) throws GeneralSecurityException {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(nonce, "HmacSHA256"));
      return new SecretKeySpec(mac.doFinal(secret), "AES");
    }
  }
}
