package io.github.quotary.pcs.document;

import io.github.quotary.collateral.DocumentTrust;
import io.github.quotary.collateral.SignedText;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Signature;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.SigningChain;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.quote.TeeType;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/**
 * Turns a received document into a trusted one: checks the signatures up to the anchor's key,
 * revocation, and that the document matches the request. Dates are not checked. Immutable and
 * thread-safe.
 *
 * <p>A document passes only if the engine can parse it, too. The verdict remains the engine's
 * decision.
 *
 * @apiNote Internal to this module; may change without notice.
 */
public final class DocumentChecks {
  private static final Set<RejectReason> TEXT_NOT_SIGNED =
      Set.of(RejectReason.TCB_INFO_INVALID_SIGNATURE, RejectReason.QE_IDENTITY_INVALID_SIGNATURE);
  private static final Base64.Encoder PEM_LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private final TrustAnchor anchor;
  private final EcdsaP256 engine;
  private final DocumentTrust trust;

  /** Checks by this anchor and signature engine. */
  public DocumentChecks(TrustAnchor anchor, EcdsaP256 engine) {
    this.anchor = anchor;
    this.engine = engine;
    this.trust = new DocumentTrust(anchor, engine);
  }

  TrustAnchor anchor() {
    return anchor;
  }

  EcdsaP256 engine() {
    return engine;
  }

  /** The root of a chain; it must carry the anchor's key and be signed by it. */
  public X509Cert anchoredRoot(byte[] chainPem) throws Refusal {
    return require(trust.root(DocumentFacts.chain(chainPem)));
  }

  /** The root CA's revocation list, which comes without a chain. */
  public TrustedDocument rootCaCrl(ReceivedDocument document, X509Cert root) throws Refusal {
    Crl crl = require(trust.rootCrl(DocumentFacts.crl(document.body()), root));
    ReceivedDocument withRoot = document.withIssuerChain(pem(root));
    return new TrustedDocument(withRoot, DocumentFacts.of(withRoot), crl);
  }

  /** Any document but the root CA's revocation list. */
  public TrustedDocument check(ReceivedDocument document, Crl rootCaCrl) throws Refusal {
    SigningChain chain = DocumentFacts.chain(document.issuerChain());
    Crl crl = null;
    if (document.key() instanceof DocumentKey.PckCrl key) {
      crl = require(trust.pckCrl(DocumentFacts.crl(document.body()), chain, rootCaCrl));
      requireCa(key, crl);
    } else {
      requireSigned(document, chain, rootCaCrl);
    }
    return new TrustedDocument(document, DocumentFacts.of(document), crl);
  }

  private static void requireCa(DocumentKey.PckCrl key, Crl crl) throws Refusal {
    String name = crl.issuer().commonName();
    if (!lower(name).contains(key.ca().parameter())) {
      throw mismatch("it is the revocation list of " + name);
    }
  }

  private void requireSigned(ReceivedDocument document, SigningChain chain, Crl rootCaCrl)
      throws Refusal {
    byte[] body = document.body();
    SignedEnvelope envelope = SignedEnvelope.parse(body, document.key().member());
    requireSigner(signer(document.key(), signedText(envelope, chain), rootCaCrl), chain);
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

  private Outcome<X509Cert> signer(DocumentKey key, SignedText text, Crl rootCaCrl) {
    if (key instanceof DocumentKey.TcbInfo) {
      return trust.tcbInfoSigner(text, rootCaCrl);
    }
    return key instanceof DocumentKey.QeIdentity
        ? trust.qeIdentitySigner(text, rootCaCrl)
        : trust.evaluationDataNumbersSigner(text, rootCaCrl);
  }

  private static SignedText signedText(SignedEnvelope envelope, SigningChain chain) throws Refusal {
    P256Signature signature =
        envelope.p256Signature().orElseThrow(() -> untrusted("its signature is not hexadecimal"));
    return new SignedText(envelope.digest(), signature, chain);
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

  /** Replaces the engine's advice to pass the bytes unchanged: here they are unchanged. */
  private static void requireSigner(Outcome<X509Cert> signer, SigningChain chain) throws Refusal {
    Rejection rejection = signer.rejectionOrNull();
    if (rejection != null && TEXT_NOT_SIGNED.contains(rejection.reason())) {
      throw untrusted("it is not signed by " + chain.signer().orElseThrow().subject());
    }
    require(signer);
  }

  private static <T> T require(Outcome<T> outcome) throws Refusal {
    Rejection rejection = outcome.rejectionOrNull();
    if (rejection != null) {
      throw Refusal.ofEscaped(kind(rejection.reason()), rejection.detail());
    }
    return outcome.orElseThrow();
  }

  /** A revocation list may be another CA's, or lack a required extension; the rest is trust. */
  private static FailureKind kind(RejectReason reason) {
    return switch (reason) {
      case PCK_CHAIN_ROOT_CRL_UNKNOWN_ISSUER,
          PCK_CHAIN_PCK_CRL_UNKNOWN_ISSUER,
          TCB_INFO_ROOT_CRL_UNKNOWN_ISSUER,
          QE_IDENTITY_ROOT_CRL_UNKNOWN_ISSUER ->
          FailureKind.MISMATCH;
      case PCK_CHAIN_ROOT_CRL_INVALID_EXTENSIONS,
          PCK_CHAIN_PCK_CRL_INVALID_EXTENSIONS,
          TCB_INFO_ROOT_CRL_INVALID_EXTENSIONS,
          QE_IDENTITY_ROOT_CRL_INVALID_EXTENSIONS ->
          FailureKind.MALFORMED;
      default -> FailureKind.UNTRUSTED;
    };
  }

  /** A certificate in PEM, as in issuer chains. */
  public static byte[] pem(X509Cert certificate) {
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
