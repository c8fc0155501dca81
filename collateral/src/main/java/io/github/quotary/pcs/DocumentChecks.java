package io.github.quotary.pcs;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Signature;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.PkiFormatException;
import io.github.quotary.pki.SigningChain;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.quote.TeeType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
    return anchoredRoot(chain(chainPem));
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
    Crl crl = crl(document);
    requireIssuedBy(crl, root);
    if (crl.revokes(root)) {
      throw untrusted("it revokes the root itself");
    }
    TrustedDocument.Lifetime lifetime =
        new TrustedDocument.Lifetime(
            crl.thisUpdate(),
            crl.nextUpdate(),
            later(crl.thisUpdate(), root.notBefore()),
            earlier(crl.nextUpdate(), root.notAfter()));
    return new TrustedDocument(
        document.withIssuerChain(pem(root)), lifetime, crl.number().longValue(), crl);
  }

  /** Any document but the root CA's revocation list. */
  TrustedDocument check(ReceivedDocument document, Crl rootCaCrl) throws Refusal {
    SigningChain chain = chain(document.issuerChain());
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
    return document.key() instanceof DocumentKey.PckCrl key
        ? pckCrl(document, key, chain, signer)
        : signed(document, chain, signer);
  }

  private TrustedDocument pckCrl(
      ReceivedDocument document, DocumentKey.PckCrl key, SigningChain chain, X509Cert signer)
      throws Refusal {
    Crl crl = crl(document);
    requireIssuedBy(crl, signer);
    String name = signer.subject().commonName();
    if (!name.toLowerCase(Locale.ROOT).contains(key.ca().parameter())) {
      throw mismatch("it is the list of " + name);
    }
    return new TrustedDocument(
        document,
        lifetime(chain, crl.thisUpdate(), crl.nextUpdate()),
        crl.number().longValue(),
        crl);
  }

  private TrustedDocument signed(ReceivedDocument document, SigningChain chain, X509Cert signer)
      throws Refusal {
    if (!signer.subject().commonName().contains(SIGNER_NAME)) {
      throw untrusted("its signer " + signer.subject() + " is no TCB signing certificate");
    }
    byte[] body = document.body();
    SignedEnvelope envelope = SignedEnvelope.parse(body, member(document.key()));
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
    long number = 0;
    if (document.key() instanceof DocumentKey.TcbInfo key) {
      EngineFormat.requireTcbInfo(body);
      number = requireSubject(envelope, key);
    } else if (document.key() instanceof DocumentKey.QeIdentity key) {
      EngineFormat.requireQeIdentity(body);
      number = requireSubject(envelope, key);
    } else if (document.key() instanceof DocumentKey.EvaluationDataNumbers key) {
      requireEqual("id", envelope.requireScalar("id"), key.teeType().name());
    }
    return new TrustedDocument(
        document,
        lifetime(chain, envelope.requireDate("issueDate"), envelope.requireDate("nextUpdate")),
        number,
        null);
  }

  private static String member(DocumentKey key) {
    if (key instanceof DocumentKey.TcbInfo) {
      return SignedEnvelope.TCB_INFO;
    }
    return key instanceof DocumentKey.QeIdentity
        ? SignedEnvelope.ENCLAVE_IDENTITY
        : SignedEnvelope.EVALUATION_DATA_NUMBERS;
  }

  private static long requireSubject(SignedEnvelope envelope, DocumentKey.TcbInfo key)
      throws Refusal {
    // Version 2 has no id and is about SGX.
    String id = envelope.scalar("id").orElse(TeeType.SGX.name());
    requireEqual("id", id, key.teeType().name());
    requireEqual("FMSPC", lower(envelope.requireScalar("fmspc")), key.fmspc().toString());
    return requireDataSet(envelope, key.update());
  }

  private static long requireSubject(SignedEnvelope envelope, DocumentKey.QeIdentity key)
      throws Refusal {
    requireEqual("id", envelope.requireScalar("id"), key.teeType() == TeeType.TDX ? "TD_QE" : "QE");
    return requireDataSet(envelope, key.update());
  }

  private static long requireDataSet(SignedEnvelope envelope, TcbUpdate update) throws Refusal {
    long number = envelope.requireNumber("tcbEvaluationDataNumber");
    if (update instanceof TcbUpdate.EvaluationDataNumber) {
      requireEqual("evaluation data number", Long.toString(number), update.id());
    }
    return number;
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

  private static TrustedDocument.Lifetime lifetime(
      SigningChain chain, Instant issueDate, Instant nextUpdate) {
    return new TrustedDocument.Lifetime(
        issueDate,
        nextUpdate,
        later(issueDate, chain.latestNotBefore()),
        earlier(nextUpdate, chain.earliestNotAfter()));
  }

  private static SigningChain chain(byte[] pem) throws Refusal {
    try {
      return SigningChain.parse(ByteBuffer.wrap(pem));
    } catch (PkiFormatException e) {
      throw new Refusal(FailureKind.MALFORMED, "its issuer chain: " + e.problem());
    }
  }

  private static Crl crl(ReceivedDocument document) throws Refusal {
    try {
      return Crl.parse(document.body());
    } catch (PkiFormatException e) {
      throw new Refusal(FailureKind.MALFORMED, e.problem());
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

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
