package com.example;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.SessionService.Session;
import io.github.quotary.challenge.Challenge;
import io.github.quotary.challenge.MemoryChallengeStore;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.PolicyField;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Measurement;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.verify.Verifier;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.KeyAgreement;
import org.junit.jupiter.api.Test;

class SessionServiceTest {
  private static final Evidence PLATFORM = Simulator.seeded(1).evidence(Scenario.upToDate());
  private static final Clock CLOCK = Clock.fixed(PLATFORM.at(), ZoneOffset.UTC);

  private final SessionService service =
      new SessionService(new MemoryChallengeStore(Duration.ofMinutes(2), 100, CLOCK), verifier());

  private static Verifier verifier() {
    String mrTd = Scenario.upToDate().quote().td().get(TdField.MRTD);
    return Verifier.builder()
        .trustAnchor(TrustAnchor.of(PLATFORM.rootPem().getBytes(US_ASCII)))
        .collateralSource(
            CollateralSource.of(Collateral.fromJson(PLATFORM.collateralJson().getBytes(UTF_8))))
        .policy(QuotePolicy.builder().accept(PolicyField.MR_TD, Measurement.fromHex(mrTd)).build())
        .clock(CLOCK)
        .build();
  }

  private static KeyPair guestKey() throws GeneralSecurityException {
    return KeyPairGenerator.getInstance("X25519").generateKeyPair();
  }

  private static byte[] quote(byte[] nonce, byte[] key) {
    String reportData =
        HexFormat.of().formatHex(Challenge.of("payments/v1", nonce).reportData(key));
    return Simulator.seeded(1)
        .evidence(Scenario.upToDate().withTd(td -> td.with(TdField.REPORTDATA, reportData)))
        .quote();
  }

  @Test
  void theGuestThatHoldsTheKeyGetsTheSession() throws GeneralSecurityException {
    KeyPair guest = guestKey();
    byte[] nonce = service.challenge();
    byte[] key = guest.getPublic().getEncoded();
    Session session = service.session(nonce, key, quote(nonce, key)).orElseThrow();
    KeyAgreement agreement = KeyAgreement.getInstance("X25519");
    agreement.init(guest.getPrivate());
    agreement.doPhase(
        KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(session.ourKey())),
        true);
    assertEquals(session.key(), Session.derive(agreement.generateSecret(), nonce));
  }

  @Test
  void anotherKeyAnotherNonceOrASecondAnswerGetsNothing() throws GeneralSecurityException {
    byte[] key = guestKey().getPublic().getEncoded();
    byte[] nonce = service.challenge();
    byte[] quote = quote(nonce, key);
    byte[] other = guestKey().getPublic().getEncoded();
    assertEquals(Optional.empty(), service.session(nonce, other, quote));
    assertEquals(Optional.empty(), service.session(nonce, key, quote), "the nonce is used");
    assertEquals(Optional.empty(), service.session(service.challenge(), key, quote));
    byte[] fresh = service.challenge();
    assertTrue(service.session(fresh, key, quote(fresh, key)).isPresent());
  }
}
