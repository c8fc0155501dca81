package io.github.quotary.collateral;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.PkiFormatException;
import io.github.quotary.pki.SigningChain;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.CertificateSpec;
import io.github.quotary.simulator.spec.Chain;
import io.github.quotary.simulator.spec.PkiSpec;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TextEdit;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents that are looked at one by one, each with its own issuer chain. */
class DocumentTrustTest {
  private static final String ANOTHER_KEY = "another";

  /** The documents of one piece of evidence, under its own anchor. */
  private record Documents(Evidence evidence) {
    static Documents of(UnaryOperator<PkiSpec> change) {
      return new Documents(Simulated.evidence(Scenario.upToDate().withPki(change)));
    }

    DocumentTrust trust() {
      return new DocumentTrust(Simulated.anchor(evidence), EcdsaP256.bouncyCastle());
    }

    SigningChain tcbInfoChain() {
      return chain(evidence.tcbInfoIssuerChain());
    }

    SigningChain pckCrlChain() {
      return chain(evidence.pckCrlIssuerChain());
    }

    Crl rootCrl() {
      return crl(evidence.rootCaCrl());
    }

    SignedText tcbInfo() {
      return text(evidence.tcbInfoEnvelope(), SignedJson.TCB_INFO, tcbInfoChain());
    }

    SignedText qeIdentity() {
      return text(
          evidence.qeIdentityEnvelope(),
          SignedJson.ENCLAVE_IDENTITY,
          chain(evidence.qeIdentityIssuerChain()));
    }

    Outcome<Crl> pckCrl() {
      return trust().pckCrl(crl(evidence.pckCrl()), pckCrlChain(), rootCrl());
    }

    Outcome<Crl> checkedRootCrl() {
      X509Cert root = chain(Simulated.upToDate().tcbInfoIssuerChain()).root().orElseThrow();
      return trust().rootCrl(rootCrl(), root);
    }

    private static SigningChain chain(String pem) {
      try {
        return SigningChain.parse(ByteBuffer.wrap(pem.getBytes(US_ASCII)));
      } catch (PkiFormatException e) {
        throw new AssertionError(e);
      }
    }

    private static Crl crl(String text) {
      try {
        return Crl.parse(text.getBytes(US_ASCII));
      } catch (PkiFormatException e) {
        throw new AssertionError(e);
      }
    }

    private static SignedText text(String envelope, String member, SigningChain chain) {
      try {
        SignedJson json = SignedJson.parse(envelope.getBytes(UTF_8), member, Set.of());
        return new SignedText(json.digest(), json.signature(), chain);
      } catch (JsonFormatException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static void assertRejected(RejectReason expected, Outcome<?> outcome) {
    Rejection rejection = outcome.rejectionOrNull();
    assertNotNull(rejection);
    assertEquals(expected, rejection.reason(), rejection.detail());
  }

  @Test
  void soundDocumentsAreTrusted() {
    Documents sound = new Documents(Simulated.upToDate());
    DocumentTrust trust = sound.trust();
    SigningChain chain = sound.tcbInfoChain();
    X509Cert root = trust.root(chain).orElseThrow();
    assertSame(chain.root().orElseThrow(), root);
    Crl rootCrl = sound.rootCrl();
    assertSame(rootCrl, trust.rootCrl(rootCrl, root).orElseThrow());
    assertEquals("Intel SGX PCK Platform CA", sound.pckCrl().orElseThrow().issuer().commonName());
    SignedText tcbInfo = sound.tcbInfo();
    X509Cert signer = tcbInfo.chain().signer().orElseThrow();
    assertSame(signer, trust.tcbInfoSigner(tcbInfo, rootCrl).orElseThrow());
    assertSame(signer, trust.evaluationDataNumbersSigner(tcbInfo, rootCrl).orElseThrow());
    assertEquals(
        "Intel SGX TCB Signing",
        trust.qeIdentitySigner(sound.qeIdentity(), rootCrl).orElseThrow().subject().commonName());
  }

  @Test
  void aChainsRootIsTheAnchors() {
    Documents sound = new Documents(Simulated.upToDate());
    DocumentTrust intel = new DocumentTrust(TrustAnchor.intelSgxRootCa(), EcdsaP256.bouncyCastle());
    assertRejected(RejectReason.ROOT_KEY_NOT_TRUSTED, intel.root(sound.tcbInfoChain()));
    Documents rootless = Documents.of(pki -> tcbInfoChain(pki, pki.tcbSigning()));
    assertRejected(
        RejectReason.PCK_CHAIN_WITHOUT_ROOT, rootless.trust().root(rootless.tcbInfoChain()));
    Documents forged =
        Documents.of(pki -> tcbInfoChain(pki, pki.root().withIssuerKey(ANOTHER_KEY)));
    assertRejected(
        RejectReason.PCK_CHAIN_ROOT_INVALID_ISSUER, forged.trust().root(forged.tcbInfoChain()));
  }

  private static PkiSpec tcbInfoChain(PkiSpec pki, CertificateSpec... certificates) {
    return pki.withChain(Chain.TCB_INFO, List.of(certificates));
  }

  @Test
  void theRootCrlIsTheRoots() {
    assertRejected(
        RejectReason.PCK_CHAIN_ROOT_CRL_UNKNOWN_ISSUER,
        Documents.of(pki -> pki.withRootCrl(pki.pckCrl())).checkedRootCrl());
    assertRejected(
        RejectReason.PCK_CHAIN_ROOT_CRL_INVALID_EXTENSIONS,
        Documents.of(pki -> pki.withRootCrl(pki.rootCrl().withoutAuthorityKeyIdentifier()))
            .checkedRootCrl());
    assertRejected(
        RejectReason.PCK_CHAIN_ROOT_CRL_INVALID_SIGNATURE,
        Documents.of(pki -> pki.withRootCrl(pki.rootCrl().withIssuerKey(ANOTHER_KEY)))
            .checkedRootCrl());
    assertRejected(
        RejectReason.PCK_CHAIN_ROOT_REVOKED,
        Documents.of(pki -> pki.withRootCrl(pki.rootCrl().revoking(pki.root().serial())))
            .checkedRootCrl());
  }

  private static void assertPckCrlRejected(RejectReason expected, UnaryOperator<PkiSpec> change) {
    assertRejected(expected, Documents.of(change).pckCrl());
  }

  private static PkiSpec pckCrlChain(PkiSpec pki, CertificateSpec... certificates) {
    return pki.withChain(Chain.PCK_CRL_ISSUER, List.of(certificates));
  }

  @Test
  void aPckCrlsIssuerIsACaOfTheRoots() {
    assertPckCrlRejected(
        RejectReason.PCK_CHAIN_WITHOUT_ROOT, pki -> pckCrlChain(pki, pki.intermediate()));
    assertPckCrlRejected(
        RejectReason.ISSUER_CHAIN_UNSUPPORTED_FORMAT,
        pki -> pckCrlChain(pki, pki.pck(), pki.intermediate(), pki.root()));
    assertPckCrlRejected(
        RejectReason.PCK_CHAIN_ROOT_MISSING,
        pki -> {
          CertificateSpec root = pki.root().withSubject("Intel Root").withIssuer("Intel Root");
          return pckCrlChain(pki, pki.intermediate().issuedBy(root), root);
        });
    assertPckCrlRejected(
        RejectReason.PCK_CHAIN_ROOT_INVALID_ISSUER,
        pki -> pckCrlChain(pki, pki.intermediate(), pki.root().withIssuerKey(ANOTHER_KEY)));
    assertPckCrlRejected(
        RejectReason.PCK_CHAIN_INTERMEDIATE_INVALID_ISSUER,
        pki -> pckCrlChain(pki, pki.intermediate().withIssuerKey(ANOTHER_KEY), pki.root()));
    assertPckCrlRejected(
        RejectReason.PCK_CHAIN_INTERMEDIATE_REVOKED,
        pki -> pki.withRootCrl(pki.rootCrl().revoking(pki.intermediate().serial())));
    assertPckCrlRejected(
        RejectReason.PCK_CHAIN_ROOT_CRL_INVALID_SIGNATURE,
        pki -> pki.withRootCrl(pki.rootCrl().withIssuerKey(ANOTHER_KEY)));
    Documents sound = new Documents(Simulated.upToDate());
    assertRejected(
        RejectReason.ROOT_KEY_NOT_TRUSTED,
        new DocumentTrust(TrustAnchor.intelSgxRootCa(), EcdsaP256.bouncyCastle())
            .pckCrl(sound.rootCrl(), sound.pckCrlChain(), sound.rootCrl()));
  }

  @Test
  void aPckCrlIsItsIssuers() {
    assertPckCrlRejected(
        RejectReason.PCK_CHAIN_PCK_CRL_UNKNOWN_ISSUER,
        pki -> pki.withPckCrl(pki.pckCrl().withIssuer("Intel SGX PCK Processor CA")));
    assertPckCrlRejected(
        RejectReason.PCK_CHAIN_PCK_CRL_INVALID_EXTENSIONS,
        pki -> pki.withPckCrl(pki.pckCrl().withoutAuthorityKeyIdentifier()));
    assertPckCrlRejected(
        RejectReason.PCK_CHAIN_PCK_CRL_INVALID_SIGNATURE,
        pki -> pki.withPckCrl(pki.pckCrl().withIssuerKey(ANOTHER_KEY)));
  }

  static List<UnaryOperator<PkiSpec>> spoiltTcbInfo() {
    return List.of(
        pki -> tcbInfoChain(pki, pki.tcbSigning()),
        pki -> tcbInfoChain(pki, pki.tcbSigning(), pki.intermediate()),
        pki -> tcbInfoChain(pki, pki.tcbSigning(), pki.root().withIssuerKey(ANOTHER_KEY)),
        pki -> tcbInfoChain(pki, pki.intermediate(), pki.root()),
        pki -> tcbInfoChain(pki, pki.tcbSigning().withIssuerKey(ANOTHER_KEY), pki.root()),
        pki -> pki.withRootCrl(pki.pckCrl()),
        pki -> pki.withRootCrl(pki.rootCrl().withoutAuthorityKeyIdentifier()),
        pki -> pki.withRootCrl(pki.rootCrl().withIssuerKey(ANOTHER_KEY)),
        pki -> pki.withRootCrl(pki.rootCrl().revoking(pki.tcbSigning().serial())),
        pki -> pki.withTcbInfoKey(ANOTHER_KEY));
  }

  /** What is refused in a set is refused alone, for the same reason in the same words. */
  @ParameterizedTest
  @MethodSource
  void spoiltTcbInfo(UnaryOperator<PkiSpec> change) {
    Documents spoilt = Documents.of(change);
    Rejection inASet =
        ParsedCollateral.parse(Simulated.collateral(spoilt.evidence()))
            .then(set -> set.trust(Simulated.anchor(spoilt.evidence()), EcdsaP256.bouncyCastle()))
            .rejectionOrNull();
    assertNotNull(inASet);
    DocumentTrust trust = spoilt.trust();
    assertEquals(inASet, trust.tcbInfoSigner(spoilt.tcbInfo(), spoilt.rootCrl()).rejectionOrNull());
    assertEquals(
        inASet,
        trust.evaluationDataNumbersSigner(spoilt.tcbInfo(), spoilt.rootCrl()).rejectionOrNull());
  }

  @Test
  void theReceivedBytesAreSigned() {
    Documents edited =
        new Documents(
            Simulated.evidence(
                Scenario.upToDate()
                    .withQeIdentity(
                        identity -> identity.edited(TextEdit.unsigned("\"id\":", "\"id\": ")))));
    assertRejected(
        RejectReason.QE_IDENTITY_INVALID_SIGNATURE,
        edited.trust().qeIdentitySigner(edited.qeIdentity(), edited.rootCrl()));
  }
}
