package io.github.quotary.quote;

import io.github.quotary.crypto.P256Signature;
import java.nio.ByteBuffer;

/**
 * A quote's authentication data: the quote's signature, the key that made it, and the quoting
 * enclave's report that vouches for this key. Immutable; buffers are read-only windows.
 */
public final class SignatureData {
  private final ByteBuffer quoteSignature;
  private final ByteBuffer attestationKey;
  private final EnclaveReport qeReport;
  private final ByteBuffer qeReportSignature;
  private final ByteBuffer qeAuthData;
  private final CertificationData certificationData;

  SignatureData(
      ByteBuffer quoteSignature,
      ByteBuffer attestationKey,
      EnclaveReport qeReport,
      ByteBuffer qeReportSignature,
      ByteBuffer qeAuthData,
      CertificationData certificationData) {
    this.quoteSignature = quoteSignature;
    this.attestationKey = attestationKey;
    this.qeReport = qeReport;
    this.qeReportSignature = qeReportSignature;
    this.qeAuthData = qeAuthData;
    this.certificationData = certificationData;
  }

  /** The signature over {@link Quote#signedRegion()} by the attestation key. */
  public P256Signature quoteSignature() {
    return P256Signature.ofRaw(quoteSignature);
  }

  /** x and y, big-endian, 64 bytes; not checked to be a point. */
  public ByteBuffer attestationKey() {
    return attestationKey.duplicate();
  }

  /** The quoting enclave's report; its report data binds the attestation key. */
  public EnclaveReport qeReport() {
    return qeReport;
  }

  /** The signature over the QE report by the PCK key. */
  public P256Signature qeReportSignature() {
    return P256Signature.ofRaw(qeReportSignature);
  }

  /** What the quoting enclave bound beside its key; 0 to 65535 bytes, usually 32. */
  public ByteBuffer qeAuthData() {
    return qeAuthData.duplicate();
  }

  /** Who vouches for the QE report; in versions 4 and 5 the one inside type 6. */
  public CertificationData certificationData() {
    return certificationData;
  }
}
