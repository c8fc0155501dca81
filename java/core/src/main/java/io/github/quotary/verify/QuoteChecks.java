package io.github.quotary.verify;

import io.github.quotary.collateral.QeIdentity;
import io.github.quotary.collateral.TcbInfo;
import io.github.quotary.collateral.TdxModule;
import io.github.quotary.collateral.TdxModuleIdentity;
import io.github.quotary.collateral.TrustedCollateral;
import io.github.quotary.collateral.TrustedPckChain;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Batch;
import io.github.quotary.crypto.P256PublicKey;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.PckCertificate;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.quote.EnclaveReport;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.SignatureData;
import io.github.quotary.quote.TdReport;
import io.github.quotary.quote.TeeType;
import io.github.quotary.status.CheckList;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.Problem;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Stage {@code quote}: the quote against its platform's certificate and Intel's documents, in the
 * order of Intel's QVL ({@code sgxAttestationVerifyQuote}). Each check names the section of Intel's
 * flow by its status. Two are signatures, {@link #qeReportSignature} and {@link #quoteSignature};
 * everything else is comparison.
 */
final class QuoteChecks {
  static final CheckList<QuoteChecks> CHECKS =
      CheckList.<QuoteChecks>builder()
          .add(RejectReason.PCK_CRL_INVALID, QuoteChecks::pckCrlIssuer)
          .add(RejectReason.PCK_REVOKED, QuoteChecks::revocation)
          .add(RejectReason.TCB_INFO_MISMATCH, QuoteChecks::tcbInfoPlatform)
          .add(RejectReason.PCK_KEY_INVALID, QuoteChecks::pckKey)
          .add(RejectReason.TDX_MODULE_MISMATCH, QuoteChecks::tdxModule)
          .add(RejectReason.QE_REPORT_INVALID_SIGNATURE, QuoteChecks::qeReportSignature)
          .add(RejectReason.QE_REPORT_INVALID_DATA, QuoteChecks::qeReportData)
          .add(RejectReason.QE_IDENTITY_MISMATCH, QuoteChecks::qeIdentity)
          .add(RejectReason.ATTESTATION_KEY_INVALID, QuoteChecks::attestationKey)
          .add(RejectReason.QUOTE_INVALID_SIGNATURE, QuoteChecks::quoteSignature)
          .build();

  private static final String TCB_INFO = "the TCB info";
  private static final String PCK = "the PCK certificate";
  private static final String QUOTE = "the quote";
  private static final String QE_IDENTITY = "the QE identity";
  private static final String QE_REPORT = "the QE report";

  private final Quote quote;
  private final @Nullable PckCertificate pck;
  private final @Nullable Crl pckCrl;
  private final @Nullable TcbInfo tcbInfo;
  private final @Nullable QeIdentity qeIdentity;
  private final @Nullable P256PublicKey attestationKey;
  private final EcdsaP256 engine;

  /** Checks of a quote; a certificate or collateral that is null leaves its checks unevaluated. */
  QuoteChecks(
      Quote quote,
      @Nullable PckCertificate pck,
      @Nullable TrustedCollateral collateral,
      EcdsaP256 engine) {
    this.quote = quote;
    this.pck = pck;
    this.pckCrl = collateral == null ? null : collateral.pckCrl();
    this.tcbInfo = collateral == null ? null : collateral.tcbInfo();
    this.qeIdentity = collateral == null ? null : collateral.qeIdentity();
    this.attestationKey = P256PublicKey.ofRaw(quote.signatureData().attestationKey()).orElse(null);
    this.engine = engine;
  }

  /**
   * The attestation key that has signed this quote of a platform whose chain is trusted.
   *
   * @return the key, or the first check that fails, in Intel's order
   */
  static Outcome<P256PublicKey> attest(Quote quote, TrustedPckChain chain, EcdsaP256 engine) {
    QuoteChecks checks = new QuoteChecks(quote, chain.pck(), chain.collateral(), engine);
    Rejection rejection = CHECKS.first(checks);
    return rejection != null ? new Outcome.Failed<>(rejection) : checks.key();
  }

  /** Adds both signatures that {@link #attest} asks for to a batch. */
  static void addSignatures(Quote quote, PckCertificate pck, P256Batch batch) {
    SignatureData data = quote.signatureData();
    pck.certificate().publicKey().ifPresent(key -> data.addQeReportSignatureTo(batch, key));
    P256PublicKey.ofRaw(data.attestationKey())
        .ifPresent(key -> quote.addNewSignatureTo(batch, key));
  }

  /** The key, which is there once the check of its presence passed. */
  private Outcome<P256PublicKey> key() {
    return attestationKey != null
        ? Outcome.passed(attestationKey)
        : Outcome.failed(RejectReason.ATTESTATION_KEY_INVALID, badAttestationKey());
  }

  /** STATUS_INVALID_PCK_CRL: every attribute of the names and their order count. */
  private @Nullable Problem pckCrlIssuer() {
    if (pckCrl == null || pck == null) {
      return Problem.NOT_EVALUATED;
    }
    X509Cert certificate = pck.certificate();
    return pckCrl.issuer().commonName().contains("CA")
            && pckCrl.issuer().rendersLike(certificate.issuer())
        ? null
        : Problem.mismatch("Issuer", certificate.issuer(), PCK, pckCrl.issuer(), "the PCK CRL");
  }

  /** STATUS_PCK_REVOKED. */
  private @Nullable Problem revocation() {
    if (pckCrl == null || pck == null) {
      return Problem.NOT_EVALUATED;
    }
    return pckCrl.revokes(pck.certificate())
        ? Problem.of("The PCK CRL names the PCK certificate's serial")
        : null;
  }

  /** STATUS_TCB_INFO_MISMATCH: TEE, then FMSPC, then PCE-ID. */
  private @Nullable Problem tcbInfoPlatform() {
    if (tcbInfo == null || pck == null) {
      return Problem.NOT_EVALUATED;
    }
    if (tcbInfo.teeType() != quote.teeType()) {
      return Problem.mismatch("TEE", quote.teeType(), QUOTE, tcbInfo.teeType(), TCB_INFO);
    }
    if (!tcbInfo.fmspc().equals(pck.fmspc())) {
      return Problem.mismatch("FMSPC", pck.fmspc(), PCK, tcbInfo.fmspc(), TCB_INFO);
    }
    return tcbInfo.pceId().equals(pck.pceId())
        ? null
        : Problem.mismatch("PCE-ID", pck.pceId(), PCK, tcbInfo.pceId(), TCB_INFO);
  }

  /** STATUS_INVALID_PCK_CERT. */
  private @Nullable Problem pckKey() {
    if (pck == null) {
      return Problem.NOT_EVALUATED;
    }
    return pck.certificate().publicKey().isPresent()
        ? null
        : Problem.of(
            "The PCK certificate's public key "
                + HexFormat.of().formatHex(pck.certificate().publicKeyBytes())
                + " is not a point on P-256");
  }

  /** STATUS_TDX_MODULE_MISMATCH; attributesMask is never applied. */
  private @Nullable Problem tdxModule() {
    if (!(quote.body() instanceof TdReport report)) {
      return null;
    }
    if (tcbInfo == null || tcbInfo.tdxModule().isEmpty()) {
      return Problem.NOT_EVALUATED;
    }
    int version = report.teeTcbSvn().svn(1);
    TdxModule module = tcbInfo.tdxModule(version).orElse(null);
    if (module == null) {
      return Problem.of(
          "The TCB info has no TDX module identity "
              + TdxModuleIdentity.idOf(version)
              + ", which TEE_TCB_SVN names");
    }
    if (!report.isMrSignerSeam(module.mrSigner())) {
      return Problem.mismatch(
          "MRSIGNERSEAM", module.mrSigner(), TCB_INFO, report.mrSignerSeam(), QUOTE);
    }
    Measurement attributes = report.seamAttributes();
    return attributes.isZero() && attributes.equals(module.attributes())
        ? null
        : Problem.mismatch(
            "SEAMATTRIBUTES", module.attributes() + " and zero", TCB_INFO, attributes, QUOTE);
  }

  /** STATUS_INVALID_QE_REPORT_SIGNATURE. One P-256 verification. */
  private @Nullable Problem qeReportSignature() {
    P256PublicKey key = pck == null ? null : pck.certificate().publicKey().orElse(null);
    if (key == null) {
      return Problem.NOT_EVALUATED;
    }
    return quote.signatureData().isQeReportSignedBy(key, engine)
        ? null
        : Problem.of("The QE report is not signed by the PCK certificate's key");
  }

  /** STATUS_INVALID_QE_REPORT_DATA: the first 32 bytes of report data; the others do not count. */
  private @Nullable Problem qeReportData() {
    SignatureData data = quote.signatureData();
    ByteBuffer bound = ByteBuffer.wrap(Sha2.sha256(data.attestationKey(), data.qeAuthData()));
    ByteBuffer found = data.qeReport().reportDataBytes().limit(bound.remaining());
    return found.equals(bound)
        ? null
        : Problem.mismatch(
            "Hash of attestation key and QE authentication data",
            Measurement.of(bound),
            QUOTE,
            Measurement.of(found),
            "the QE report's data");
  }

  /** STATUS_QE_IDENTITY_MISMATCH: id, MISCSELECT, ATTRIBUTES, MRSIGNER, ISVPRODID. */
  private @Nullable Problem qeIdentity() {
    if (qeIdentity == null) {
      return Problem.NOT_EVALUATED;
    }
    QeIdentity.Id id = quote.teeType() == TeeType.TDX ? QeIdentity.Id.TD_QE : QeIdentity.Id.QE;
    if (qeIdentity.id() != id) {
      return Problem.mismatch("Enclave id", id, QUOTE, qeIdentity.id(), QE_IDENTITY);
    }
    EnclaveReport report = quote.signatureData().qeReport();
    if (!report.miscSelectMatches(qeIdentity.miscSelect(), qeIdentity.miscSelectMask())) {
      return Problem.mismatch(
          "MISCSELECT",
          qeIdentity.miscSelect() + " under mask " + qeIdentity.miscSelectMask(),
          QE_IDENTITY,
          report.miscSelect(),
          QE_REPORT);
    }
    if (!report.attributesMatch(qeIdentity.attributes(), qeIdentity.attributesMask())) {
      return Problem.mismatch(
          "ATTRIBUTES",
          qeIdentity.attributes() + " under mask " + qeIdentity.attributesMask(),
          QE_IDENTITY,
          report.attributes(),
          QE_REPORT);
    }
    if (!report.isMrSigner(qeIdentity.mrSigner())) {
      return Problem.mismatch(
          "MRSIGNER", qeIdentity.mrSigner(), QE_IDENTITY, report.mrSigner(), QE_REPORT);
    }
    return report.isvProdId() == qeIdentity.isvProdId()
        ? null
        : Problem.mismatch(
            "ISVPRODID", qeIdentity.isvProdId(), QE_IDENTITY, report.isvProdId(), QE_REPORT);
  }

  /** STATUS_UNSUPPORTED_QUOTE_FORMAT. */
  private @Nullable Problem attestationKey() {
    return attestationKey != null ? null : Problem.of(badAttestationKey());
  }

  private String badAttestationKey() {
    return "The attestation key "
        + Measurement.of(quote.signatureData().attestationKey())
        + " is not a point on P-256";
  }

  /** STATUS_INVALID_QUOTE_SIGNATURE. One P-256 verification. */
  private @Nullable Problem quoteSignature() {
    if (attestationKey == null) {
      return Problem.NOT_EVALUATED;
    }
    return quote.isSignedBy(attestationKey, engine)
        ? null
        : Problem.of("Header and body are not signed by the attestation key");
  }
}
