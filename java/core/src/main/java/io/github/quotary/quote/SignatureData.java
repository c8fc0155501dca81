package io.github.quotary.quote;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256PublicKey;
import io.github.quotary.crypto.P256Signature;
import io.github.quotary.quote.Layout.Auth;
import io.github.quotary.quote.Layout.Certification;
import io.github.quotary.quote.Layout.Qe;
import java.nio.ByteBuffer;

/**
 * A quote's authentication data: the quote's signature, the key that made it, and the quoting
 * enclave's report that vouches for this key. Immutable; buffers are read-only windows.
 */
public final class SignatureData {
  private final ByteBuffer data;
  private final Frame frame;

  SignatureData(ByteBuffer data, Frame frame) {
    this.data = data;
    this.frame = frame;
  }

  /** The signature over {@link Quote#signedRegion()} by the attestation key. */
  public P256Signature quoteSignature() {
    return P256Signature.ofRaw(window(frame.authStart() + Auth.SIGNATURE, 64));
  }

  /** x and y, big-endian, 64 bytes; not checked to be a point. */
  public ByteBuffer attestationKey() {
    return window(frame.authStart() + Auth.ATTESTATION_KEY, 64);
  }

  /** The quoting enclave's report; its report data binds the attestation key. */
  public EnclaveReport qeReport() {
    return new EnclaveReport(data, frame.qeStart() + Qe.REPORT);
  }

  /** The signature over the QE report by the PCK key. */
  public P256Signature qeReportSignature() {
    return P256Signature.ofRaw(window(frame.qeStart() + Qe.SIGNATURE, Qe.SIGNATURE_SIZE));
  }

  /** Whether the key made the signature over the QE report. */
  public boolean isQeReportSignedBy(P256PublicKey pckKey, EcdsaP256 engine) {
    return engine.verifyMessage(
        pckKey,
        data,
        frame.qeStart() + Qe.REPORT,
        Layout.Enclave.SIZE,
        frame.qeStart() + Qe.SIGNATURE);
  }

  /** What the quoting enclave bound beside its key; 0 to 65535 bytes, usually 32. */
  public ByteBuffer qeAuthData() {
    return window(frame.qeStart() + Qe.AUTH_DATA, frame.qeAuthSize());
  }

  /** Who vouches for the QE report; in versions 4 and 5 the one inside type 6. */
  public CertificationData certificationData() {
    return new CertificationData(
        certificationDataType(),
        window(frame.certificationStart() + Certification.DATA, frame.certificationSize()));
  }

  /** {@link CertificationData#type}, without an object for it. */
  public int certificationDataType() {
    return Short.toUnsignedInt(data.getShort(frame.certificationStart() + Certification.TYPE));
  }

  /** Number of bytes of the certification data. */
  public int certificationDataSize() {
    return frame.certificationSize();
  }

  /**
   * Everything that says who made the quote: attestation key, QE report with its signature and
   * authentication data, certification data. The same for every quote of a platform until its
   * quoting enclave changes; a copy.
   */
  public byte[] platformEvidence() {
    byte[] evidence = new byte[platformEvidenceSize()];
    data.get(platformEvidenceStart(), evidence);
    return evidence;
  }

  /** Whether {@link #platformEvidence()} is the buffer's remaining bytes; nothing is copied. */
  public boolean isPlatformEvidence(ByteBuffer evidence) {
    int size = platformEvidenceSize();
    return evidence.remaining() == size
        && data.slice(platformEvidenceStart(), size).equals(evidence);
  }

  /** A number that tells most platforms apart: eight bytes of the attestation key. */
  public long platformProbe() {
    return data.getLong(platformEvidenceStart());
  }

  private int platformEvidenceStart() {
    return frame.authStart() + Auth.ATTESTATION_KEY;
  }

  private int platformEvidenceSize() {
    return frame.certificationStart()
        + Certification.DATA
        + frame.certificationSize()
        - platformEvidenceStart();
  }

  private ByteBuffer window(int start, int size) {
    return View.window(data, start, size);
  }
}
