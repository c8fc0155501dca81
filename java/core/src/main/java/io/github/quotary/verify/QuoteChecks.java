package io.github.quotary.verify;

import io.github.quotary.collateral.QeIdentity;
import io.github.quotary.collateral.TcbInfo;
import io.github.quotary.collateral.TdxModule;
import io.github.quotary.collateral.TdxModuleIdentity;
import io.github.quotary.collateral.TrustedCollateral;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256PublicKey;
import io.github.quotary.crypto.P256Signature;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.pki.PckCertificate;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.quote.EnclaveReport;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.SignatureData;
import io.github.quotary.quote.TdReport;
import io.github.quotary.quote.TeeType;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Stage {@code quote}: the quote against its platform's certificate and Intel's documents, in the
 * order of Intel's QVL ({@code sgxAttestationVerifyQuote}). Comparisons and the quote's two
 * signatures are told apart, so that signatures can be answered together for many quotes.
 */
final class QuoteChecks {
  private final Quote quote;
  private final PckCertificate pck;
  private final TrustedCollateral collateral;
  private final TcbInfo tcbInfo;
  private final QeIdentity qeIdentity;

  QuoteChecks(Quote quote, PckCertificate pck, TrustedCollateral collateral) {
    this.quote = quote;
    this.pck = pck;
    this.collateral = collateral;
    this.tcbInfo = collateral.tcbInfo();
    this.qeIdentity = collateral.qeIdentity();
  }

  /** The first check that fails, or null. */
  @Nullable Rejection check(EcdsaP256 engine) {
    Rejection rejection = checkBindings();
    if (rejection == null) {
      rejection = checkModule();
    }
    if (rejection == null) {
      rejection = checkQeReportSignature(engine);
    }
    if (rejection == null) {
      rejection = checkQe();
    }
    return rejection != null ? rejection : checkQuoteSignature(engine);
  }

  /** STATUS_INVALID_PCK_CRL, STATUS_TCB_INFO_MISMATCH, STATUS_INVALID_PCK_CERT. */
  private @Nullable Rejection checkBindings() {
    X509Cert certificate = pck.certificate();
    if (!collateral.pckCrl().issuer().commonName().contains("CA")
        || !collateral.pckCrl().issuer().rendersLike(certificate.issuer())) {
      return fail(
          RejectReason.PCK_CRL_INVALID,
          "The PCK CRL is by "
              + collateral.pckCrl().issuer()
              + ", the PCK certificate by "
              + certificate.issuer());
    }
    if (collateral.pckCrl().revokes(certificate)) {
      return fail(RejectReason.PCK_REVOKED, "The PCK CRL lists the PCK certificate");
    }
    if (tcbInfo.teeType() != quote.teeType()) {
      return fail(
          RejectReason.TCB_INFO_MISMATCH,
          "The TCB info is of " + tcbInfo.teeType() + ", the quote of " + quote.teeType());
    }
    if (!tcbInfo.fmspc().equals(pck.fmspc())) {
      return mismatch("FMSPC", tcbInfo.fmspc(), pck.fmspc());
    }
    if (!tcbInfo.pceId().equals(pck.pceId())) {
      return mismatch("PCE-ID", tcbInfo.pceId(), pck.pceId());
    }
    if (certificate.publicKey().isEmpty()) {
      return fail(
          RejectReason.PCK_KEY_INVALID, "The PCK certificate's public key is no point on P-256");
    }
    return null;
  }

  private static Rejection mismatch(String field, Measurement inTcbInfo, Measurement inPck) {
    return fail(
        RejectReason.TCB_INFO_MISMATCH,
        field + " is " + inTcbInfo + " in the TCB info, " + inPck + " in the PCK certificate");
  }

  /** STATUS_TDX_MODULE_MISMATCH; attributesMask is never applied. */
  private @Nullable Rejection checkModule() {
    if (!(quote.body() instanceof TdReport report) || tcbInfo.tdxModule().isEmpty()) {
      return null;
    }
    TdxModule module = tcbInfo.tdxModule().get();
    int version = report.teeTcbSvn().svn(1);
    if (version > 0) {
      TdxModuleIdentity identity = tcbInfo.tdxModuleIdentity(version).orElse(null);
      if (identity == null) {
        return fail(
            RejectReason.TDX_MODULE_MISMATCH,
            "The TCB info has no TDX module identity " + TdxModuleIdentity.idOf(version));
      }
      module = identity.module();
    }
    if (!report.mrSignerSeam().equals(module.mrSigner())) {
      return fail(
          RejectReason.TDX_MODULE_MISMATCH,
          "MRSIGNERSEAM is " + report.mrSignerSeam() + ", the TCB info has " + module.mrSigner());
    }
    Measurement attributes = report.seamAttributes();
    if (!attributes.isZero() || !attributes.equals(module.attributes())) {
      return fail(
          RejectReason.TDX_MODULE_MISMATCH,
          "SEAMATTRIBUTES are "
              + attributes
              + ", the TCB info has "
              + module.attributes()
              + "; both must be zero");
    }
    return null;
  }

  /** STATUS_INVALID_QE_REPORT_SIGNATURE. One P-256 verification. */
  private @Nullable Rejection checkQeReportSignature(EcdsaP256 engine) {
    P256PublicKey key = pck.certificate().publicKey().orElse(null);
    P256Signature signature = quote.signatureData().qeReportSignature();
    byte[] digest = Sha2.sha256(quote.signatureData().qeReport().bytes());
    return key != null && engine.verify(key, digest, signature)
        ? null
        : fail(
            RejectReason.QE_REPORT_INVALID_SIGNATURE,
            "The QE report is not signed by the PCK certificate's key");
  }

  /** STATUS_INVALID_QE_REPORT_DATA, STATUS_QE_IDENTITY_MISMATCH. */
  private @Nullable Rejection checkQe() {
    SignatureData data = quote.signatureData();
    ByteBuffer bound = ByteBuffer.wrap(Sha2.sha256(data.attestationKey(), data.qeAuthData()));
    ByteBuffer found = data.qeReport().reportDataBytes().limit(bound.remaining());
    if (!found.equals(bound)) {
      return fail(
          RejectReason.QE_REPORT_INVALID_DATA,
          "The QE report binds "
              + Measurement.of(found)
              + ", the attestation key and QE authentication data hash to "
              + Measurement.of(bound));
    }
    QeIdentity.Id expected =
        quote.teeType() == TeeType.TDX ? QeIdentity.Id.TD_QE : QeIdentity.Id.QE;
    if (qeIdentity.id() != expected) {
      return qeMismatch("id", qeIdentity.id().name(), expected.name());
    }
    return checkQeReport(data.qeReport());
  }

  private @Nullable Rejection checkQeReport(EnclaveReport report) {
    if (!equalsMasked(report.miscSelect(), qeIdentity.miscSelectMask(), qeIdentity.miscSelect())) {
      return qeMismatch(
          "MISCSELECT",
          qeIdentity.miscSelect() + " under mask " + qeIdentity.miscSelectMask(),
          report.miscSelect().toString());
    }
    if (!equalsMasked(report.attributes(), qeIdentity.attributesMask(), qeIdentity.attributes())) {
      return qeMismatch(
          "ATTRIBUTES",
          qeIdentity.attributes() + " under mask " + qeIdentity.attributesMask(),
          report.attributes().toString());
    }
    if (!report.mrSigner().equals(qeIdentity.mrSigner())) {
      return qeMismatch("MRSIGNER", qeIdentity.mrSigner().toString(), report.mrSigner().toString());
    }
    if (report.isvProdId() != qeIdentity.isvProdId()) {
      return qeMismatch(
          "ISVPRODID", Long.toString(qeIdentity.isvProdId()), Integer.toString(report.isvProdId()));
    }
    return null;
  }

  private static Rejection qeMismatch(String field, String inIdentity, String inQuote) {
    return fail(
        RejectReason.QE_IDENTITY_MISMATCH,
        field + " is " + inIdentity + " in the QE identity; the quote has or needs " + inQuote);
  }

  /** (value and mask) equals expected; the expected side is not masked. */
  private static boolean equalsMasked(Measurement value, Measurement mask, Measurement expected) {
    for (int i = 0; i < value.size(); i++) {
      if ((value.unsignedByte(i) & mask.unsignedByte(i)) != expected.unsignedByte(i)) {
        return false;
      }
    }
    return true;
  }

  /** STATUS_UNSUPPORTED_QUOTE_FORMAT (key), STATUS_INVALID_QUOTE_SIGNATURE. One verification. */
  private @Nullable Rejection checkQuoteSignature(EcdsaP256 engine) {
    SignatureData data = quote.signatureData();
    P256PublicKey key = P256PublicKey.ofRaw(data.attestationKey()).orElse(null);
    if (key == null) {
      return fail(
          RejectReason.ATTESTATION_KEY_INVALID,
          "The attestation key " + Measurement.of(data.attestationKey()) + " is not on P-256");
    }
    return engine.verify(key, Sha2.sha256(quote.signedRegion()), data.quoteSignature())
        ? null
        : fail(
            RejectReason.QUOTE_INVALID_SIGNATURE,
            "Header and body are not signed by the attestation key");
  }

  private static Rejection fail(RejectReason reason, String detail) {
    return new Rejection(reason, detail);
  }
}
