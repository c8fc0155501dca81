package io.github.quotary.pcs;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Signature;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.SigningChain;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.quote.TeeType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * What makes a received document a trusted one: signatures up to the anchor's key, revocation, and
 * that it is about what was asked for. Immutable and thread-safe. Time plays no part.
 *
 * <p>A document passes only if the engine, too, can read it; what a verifier does with it is still
 * the engine's decision alone.
 */
final class DocumentChecks {
  private static final String SIGNER_NAME = "SGX TCB Signing";
  private static final Base64.Encoder PEM_LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private final TrustAnchor anchor;
  private final EcdsaP256 engine;

  DocumentChecks(TrustAnchor anchor, EcdsaP256 engine) {
    this.anchor = anchor;
    this.engine = engine;
  }

  TrustAnchor anchor() {
    return anchor;
  }

  EcdsaP256 engine() {
    return engine;
  }

  /** The root of a chain, which carries the anchor's key and is signed by it. */
  X509Cert anchoredRoot(byte[] chainPem) throws Refusal {
    return anchoredRoot(DocumentFacts.chain(chainPem));
  }

  private X509Cert anchoredRoot(SigningChain chain) throws Refusal {
    X509Cert root = chain.root().orElseThrow(() -> untrusted("its issuer chain has no root"));
    if (!anchor.matches(root)) {
      throw untrusted("its issuer chain ends in a root with another key than " + anchor.name());
    }
    if (!root.isSignedBy(root, engine)) {
      throw untrusted("the root of its issuer chain is not signed by its own key");
    }
    return root;
  }

  /** The root CA's revocation list, which comes without a chain. */
  TrustedDocument rootCaCrl(ReceivedDocument document, X509Cert root) throws Refusal {
    Crl crl = DocumentFacts.crl(document.body());
    requireIssuedBy(crl, root);
    if (crl.revokes(root)) {
      throw untrusted("it revokes the root itself");
    }
    ReceivedDocument withRoot = document.withIssuerChain(pem(root));
    return new TrustedDocument(withRoot, DocumentFacts.of(withRoot), crl);
  }

  /** Any document but the root CA's revocation list. */
  TrustedDocument check(ReceivedDocument document, Crl rootCaCrl) throws Refusal {
    SigningChain chain = DocumentFacts.chain(document.issuerChain());
    if (chain.certificates().size() != 2) {
      throw untrusted(
          "its issuer chain has " + chain.certificates().size() + " certificates; it needs two");
    }
    X509Cert root = anchoredRoot(chain);
    X509Cert signer = chain.signer().orElseThrow(() -> untrusted("its chain has no signer"));
    if (!signer.isIssuedBy(root) || !signer.isSignedBy(root, engine)) {
      throw untrusted("its signer " + signer.subject() + " is not issued and signed by the root");
    }
    requireIssuedBy(rootCaCrl, root);
    if (rootCaCrl.revokes(signer)) {
      throw untrusted("its signer " + signer.subject() + " is revoked");
    }
    Crl crl = null;
    if (document.key() instanceof DocumentKey.PckCrl key) {
      crl = DocumentFacts.crl(document.body());
      requireIssuedBy(crl, signer);
      requireCa(key, signer);
    } else {
      requireSigned(document, signer);
    }
    return new TrustedDocument(document, DocumentFacts.of(document), crl);
  }

  private static void requireCa(DocumentKey.PckCrl key, X509Cert signer) throws Refusal {
    String name = signer.subject().commonName();
    if (!lower(name).contains(key.ca().parameter())) {
      throw mismatch("it is the list of " + name);
    }
  }

  private void requireSigned(ReceivedDocument document, X509Cert signer) throws Refusal {
    if (!signer.subject().commonName().contains(SIGNER_NAME)) {
      throw untrusted("its signer " + signer.subject() + " is no TCB signing certificate");
    }
    byte[] body = document.body();
    SignedEnvelope envelope = SignedEnvelope.parse(body, document.key().member());
    P256Signature signature =
        envelope.p256Signature().orElseThrow(() -> untrusted("its signature is no hexadecimal"));
    boolean genuine =
        signer
            .publicKey()
            .map(key -> engine.verify(key, envelope.digest(), signature))
            .orElse(false);
    if (!genuine) {
      throw untrusted("it is not signed by " + signer.subject());
    }
    if (document.key() instanceof DocumentKey.TcbInfo key) {
      EngineFormat.requireTcbInfo(body);
      requireSubject(envelope, key);
    } else if (document.key() instanceof DocumentKey.QeIdentity key) {
      EngineFormat.requireQeIdentity(body);
      requireSubject(envelope, key);
    } else if (document.key() instanceof DocumentKey.EvaluationDataNumbers key) {
      requireEqual("id", envelope.requireScalar("id"), key.teeType().name());
    }
  }

  private static void requireSubject(SignedEnvelope envelope, DocumentKey.TcbInfo key)
      throws Refusal {
    // Version 2 has no id and is about SGX.
    String id = envelope.scalar("id").orElse(TeeType.SGX.name());
    requireEqual("id", id, key.teeType().name());
    requireEqual("FMSPC", lower(envelope.requireScalar("fmspc")), key.fmspc().toString());
    requireDataSet(envelope, key.update());
  }

  private static void requireSubject(SignedEnvelope envelope, DocumentKey.QeIdentity key)
      throws Refusal {
    requireEqual("id", envelope.requireScalar("id"), key.teeType() == TeeType.TDX ? "TD_QE" : "QE");
    requireDataSet(envelope, key.update());
  }

  private static void requireDataSet(SignedEnvelope envelope, TcbUpdate update) throws Refusal {
    long number = envelope.requireNumber("tcbEvaluationDataNumber");
    if (update instanceof TcbUpdate.EvaluationDataNumber) {
      requireEqual("evaluation data number", Long.toString(number), update.id());
    }
  }

  private static void requireEqual(String what, String value, String expected) throws Refusal {
    if (!value.equals(expected)) {
      throw mismatch("its " + what + " is " + value + ", not " + expected);
    }
  }

  private void requireIssuedBy(Crl crl, X509Cert issuer) throws Refusal {
    if (!crl.isIssuedBy(issuer)) {
      throw mismatch("the revocation list is by " + crl.issuer() + ", not by " + issuer.subject());
    }
    if (!crl.hasAuthorityKeyIdentifier()) {
      throw new Refusal(
          FailureKind.MALFORMED, "the revocation list has no authority key identifier");
    }
    if (!crl.isSignedBy(issuer, engine)) {
      throw untrusted("the revocation list is not signed by " + issuer.subject());
    }
  }

  /** PEM of certificates, as issuer chains have it. */
  static byte[] pem(X509Cert certificate) {
    String text =
        "-----BEGIN CERTIFICATE-----\n"
            + PEM_LINES.encodeToString(certificate.encoded())
            + "\n-----END CERTIFICATE-----\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Refusal untrusted(String detail) {
    return new Refusal(FailureKind.UNTRUSTED, detail);
  }

  private static Refusal mismatch(String detail) {
    return new Refusal(FailureKind.MISMATCH, detail);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
