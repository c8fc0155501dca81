package io.github.quotary.collateral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.CertificateSpec;
import io.github.quotary.simulator.spec.Chain;
import io.github.quotary.simulator.spec.PkiSpec;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TextEdit;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import java.math.BigInteger;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who must have signed Intel's documents, and in which order it is found out who did not. */
class SigningTrustTest {
  /** Both signed documents go through the same checks under names of their own. */
  private enum Signed {
    TCB_INFO(Chain.TCB_INFO) {
      @Override
      PkiSpec signedBy(PkiSpec pki, String key) {
        return pki.withTcbInfoKey(key);
      }

      @Override
      Scenario edited(Scenario scenario, TextEdit edit) {
        return scenario.withTcbInfo(info -> info.edited(edit));
      }
    },
    QE_IDENTITY(Chain.QE_IDENTITY) {
      @Override
      PkiSpec signedBy(PkiSpec pki, String key) {
        return pki.withQeIdentityKey(key);
      }

      @Override
      Scenario edited(Scenario scenario, TextEdit edit) {
        return scenario.withQeIdentity(identity -> identity.edited(edit));
      }
    };

    private final Chain chain;

    Signed(Chain chain) {
      this.chain = chain;
    }

    abstract PkiSpec signedBy(PkiSpec pki, String key);

    abstract Scenario edited(Scenario scenario, TextEdit edit);

    RejectReason reason(String end) {
      return RejectReason.valueOf(name() + "_" + end);
    }

    PkiSpec chained(PkiSpec pki, CertificateSpec... certificates) {
      return pki.withChain(chain, List.of(certificates));
    }
  }

  private static Outcome<TrustedCollateral> trust(Evidence evidence, TrustAnchor anchor) {
    return ParsedCollateral.parse(Simulated.collateral(evidence))
        .then(parsed -> parsed.trust(anchor, EcdsaP256.bouncyCastle()));
  }

  private static void assertRejected(RejectReason expected, UnaryOperator<PkiSpec> change) {
    assertRejected(expected, Scenario.upToDate().withPki(change));
  }

  private static void assertRejected(RejectReason expected, Scenario scenario) {
    Evidence evidence = Simulated.evidence(scenario);
    Rejection rejection = trust(evidence, Simulated.anchor(evidence)).rejectionOrNull();
    assertNotNull(rejection);
    assertEquals(expected, rejection.reason(), rejection.detail());
  }

  @Test
  void soundDocumentsAreTrusted() {
    Evidence evidence = Simulated.upToDate();
    TrustedCollateral trusted = trust(evidence, Simulated.anchor(evidence)).orElseThrow();
    assertEquals(20, trusted.tcbEvaluationDataNumber());
    assertEquals(
        List.of("Intel SGX TCB Signing", "Intel SGX Root CA"),
        trusted.qeIdentityChain().certificates().stream()
            .map(certificate -> certificate.subject().commonName())
            .toList());
  }

  @Test
  void theOrderOfAChainDoesNotMatter() {
    Evidence evidence =
        Simulated.evidence(
            Scenario.upToDate()
                .withPki(
                    pki ->
                        pki.withChain(Chain.TCB_INFO, List.of(pki.root(), pki.tcbSigning()))
                            .withChain(Chain.QE_IDENTITY, List.of(pki.root(), pki.tcbSigning()))));
    assertNull(trust(evidence, Simulated.anchor(evidence)).rejectionOrNull());
  }

  @ParameterizedTest
  @EnumSource
  void aChainIsTwoCertificates(Signed signed) {
    RejectReason reason = signed.reason("CHAIN_LENGTH");
    assertRejected(reason, pki -> signed.chained(pki, pki.tcbSigning()));
    assertRejected(
        reason, pki -> signed.chained(pki, pki.tcbSigning(), pki.intermediate(), pki.root()));
  }

  @ParameterizedTest
  @EnumSource
  void aChainHasARootOfItsName(Signed signed) {
    RejectReason reason = signed.reason("ROOT_MISSING");
    assertRejected(reason, pki -> signed.chained(pki, pki.tcbSigning(), pki.intermediate()));
    assertRejected(
        reason,
        pki -> {
          CertificateSpec root = pki.root().withSubject("Intel Root").withIssuer("Intel Root");
          return signed.chained(pki, pki.tcbSigning().issuedBy(root), root);
        });
  }

  @ParameterizedTest
  @EnumSource
  void theRootIsSignedByItself(Signed signed) {
    assertRejected(
        signed.reason("ROOT_INVALID_ISSUER"),
        pki -> signed.chained(pki, pki.tcbSigning(), pki.root().withIssuerKey("pck")));
  }

  /** A platform's own certificate would otherwise be able to sign TCB info for every platform. */
  @ParameterizedTest
  @EnumSource
  void theSignerIsATcbSigningCertificate(Signed signed) {
    RejectReason reason = signed.reason("SIGNER_MISSING");
    assertRejected(
        reason,
        pki ->
            signed.signedBy(
                signed.chained(pki, pki.pck().issuedBy(pki.root()), pki.root()), "pck"));
    assertRejected(
        reason,
        pki ->
            signed.signedBy(
                signed.chained(pki, pki.intermediate(), pki.root()), pki.intermediate().key()));
    assertRejected(
        reason,
        pki -> signed.chained(pki, pki.tcbSigning().withSubject("SGX TCB  Signing"), pki.root()));
  }

  @ParameterizedTest
  @EnumSource
  void theSignerIsSignedByTheRoot(Signed signed) {
    assertRejected(
        signed.reason("SIGNER_INVALID_ISSUER"),
        pki -> signed.chained(pki, pki.tcbSigning().withIssuerKey("another"), pki.root()));
  }

  @Test
  void theRootCrlIsTheRoots() {
    assertRejected(
        RejectReason.TCB_INFO_ROOT_CRL_UNKNOWN_ISSUER,
        pki -> pki.withRootCrl(pki.rootCrl().withIssuer("Intel SGX Root CA 2")));
    assertRejected(
        RejectReason.TCB_INFO_ROOT_CRL_UNKNOWN_ISSUER, pki -> pki.withRootCrl(pki.pckCrl()));
    assertRejected(
        RejectReason.TCB_INFO_ROOT_CRL_INVALID_EXTENSIONS,
        pki -> pki.withRootCrl(pki.rootCrl().withoutAuthorityKeyIdentifier()));
    assertRejected(
        RejectReason.TCB_INFO_ROOT_CRL_INVALID_SIGNATURE,
        pki -> pki.withRootCrl(pki.rootCrl().withIssuerKey("another")));
  }

  @ParameterizedTest
  @EnumSource
  void aRevokedSignerIsNone(Signed signed) {
    assertRejected(
        signed.reason("SIGNER_REVOKED"),
        pki -> {
          CertificateSpec signer = pki.tcbSigning().withSerial(BigInteger.TEN);
          return signed
              .chained(pki, signer, pki.root())
              .withRootCrl(pki.rootCrl().revoking(signer.serial()));
        });
  }

  /** The serials of one CA say nothing about the certificates of another. */
  @Test
  void aSerialInThePckCrlRevokesNoSigner() {
    Evidence evidence =
        Simulated.evidence(
            Scenario.upToDate()
                .withPki(pki -> pki.withPckCrl(pki.pckCrl().revoking(pki.tcbSigning().serial()))));
    assertNull(trust(evidence, Simulated.anchor(evidence)).rejectionOrNull());
  }

  /** A whole PKI that holds together, of another root. */
  @Test
  void theRootCarriesTheAnchorsKey() {
    Evidence evidence = Simulated.upToDate();
    Rejection rejection = trust(evidence, TrustAnchor.intelSgxRootCa()).rejectionOrNull();
    assertEquals(RejectReason.TCB_INFO_CHAIN_UNTRUSTED, rejection.reason());
  }

  @ParameterizedTest
  @EnumSource
  void theReceivedBytesAreSigned(Signed signed) {
    RejectReason reason = signed.reason("INVALID_SIGNATURE");
    Scenario sound = Scenario.upToDate();
    assertRejected(reason, pki -> signed.signedBy(pki, "another"));
    assertRejected(
        reason, signed.edited(sound, TextEdit.unsigned("\"OutOfDate\"", "\"UpToDate\"")));
    assertRejected(reason, signed.edited(sound, TextEdit.unsigned("\"id\":", "\"id\": ")));
    assertRejected(reason, signed.edited(sound, TextEdit.unsigned("\"id\"", "\"\\u0069d\"")));
  }

  @ParameterizedTest
  @EnumSource
  void textThatWasSignedAsItIsMayBeSpacedAndEscaped(Signed signed) {
    Scenario sound = Scenario.upToDate();
    for (String text : List.of("\"id\" : ", "\n  \"\\u0069d\":", "\"x\":\"\u00fc\\/\",\"id\":")) {
      Evidence evidence =
          Simulated.evidence(signed.edited(sound, TextEdit.signed("\"id\":", text)));
      assertNull(trust(evidence, Simulated.anchor(evidence)).rejectionOrNull(), text);
    }
  }

  @Test
  void theTcbInfoIsBlamedBeforeTheQeIdentity() {
    assertRejected(
        RejectReason.TCB_INFO_INVALID_SIGNATURE,
        pki -> pki.withTcbInfoKey("another").withQeIdentityKey("another"));
    assertRejected(
        RejectReason.TCB_INFO_INVALID_SIGNATURE,
        pki -> Signed.QE_IDENTITY.chained(pki, pki.root()).withTcbInfoKey("another"));
  }
}
