package io.github.quotary.quote;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Batch;
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
  private static final int PROBE_STEP = 100;

  /** Odd, and its bits are spread: the golden ratio. */
  private static final long PROBE_FACTOR = 0x9e3779b97f4a7c15L;

  private final ByteBuffer data;
  private final int start;
  private final int qeStart;
  private final int qeAuthSize;
  private final int certificationSize;

  /**
   * Authentication data whose lengths were all checked.
   *
   * @param data the whole quote
   * @param start where it begins: the quote's signature
   * @param qeStart where the QE report begins
   * @param qeAuthSize size of the QE authentication data
   * @param certificationSize size of the certification data itself
   */
  SignatureData(ByteBuffer data, int start, int qeStart, int qeAuthSize, int certificationSize) {
    this.data = data;
    this.start = start;
    this.qeStart = qeStart;
    this.qeAuthSize = qeAuthSize;
    this.certificationSize = certificationSize;
  }

  /** End of what the attestation key signs. */
  int signedSize() {
    return start - Layout.SIZE_FIELD;
  }

  /** Where the quote's signature stands in it. */
  int signatureStart() {
    return start + Auth.SIGNATURE;
  }

  /** The signature over {@link Quote#signedRegion()} by the attestation key. */
  public P256Signature quoteSignature() {
    return P256Signature.ofRaw(window(signatureStart(), 64));
  }

  /** x and y, big-endian, 64 bytes; not checked to be a point. */
  public ByteBuffer attestationKey() {
    return window(start + Auth.ATTESTATION_KEY, 64);
  }

  /** The quoting enclave's report; its report data binds the attestation key. */
  public EnclaveReport qeReport() {
    return new EnclaveReport(data, qeStart + Qe.REPORT);
  }

  /** The signature over the QE report by the PCK key. */
  public P256Signature qeReportSignature() {
    return P256Signature.ofRaw(window(qeStart + Qe.SIGNATURE, Qe.SIGNATURE_SIZE));
  }

  /** Whether the key made the signature over the QE report. */
  public boolean isQeReportSignedBy(P256PublicKey pckKey, EcdsaP256 engine) {
    return engine.verifyMessage(
        pckKey, data, qeStart + Qe.REPORT, Layout.Enclave.SIZE, qeStart + Qe.SIGNATURE);
  }

  /**
   * Adds the question that {@link #isQeReportSignedBy} asks to a batch, unless it is there or the
   * batch is full.
   */
  public void addQeReportSignatureTo(P256Batch batch, P256PublicKey pckKey) {
    batch.addNewMessage(
        pckKey, data, qeStart + Qe.REPORT, Layout.Enclave.SIZE, qeStart + Qe.SIGNATURE);
  }

  /** What the quoting enclave bound beside its key; 0 to 65535 bytes, usually 32. */
  public ByteBuffer qeAuthData() {
    return window(qeStart + Qe.AUTH_DATA, qeAuthSize);
  }

  /** Who vouches for the QE report; in versions 4 and 5 the one inside type 6. */
  public CertificationData certificationData() {
    return new CertificationData(
        certificationDataType(),
        window(certificationStart() + Certification.DATA, certificationSize));
  }

  /** {@link CertificationData#type}, without an object for it. */
  public int certificationDataType() {
    return Short.toUnsignedInt(data.getShort(certificationStart() + Certification.TYPE));
  }

  /** Number of bytes of the certification data. */
  public int certificationDataSize() {
    return certificationSize;
  }

  /**
   * What the quoting enclave says of itself: attestation key, QE report with its signature and
   * authentication data, type and size of the certification data that follows. The same for every
   * quote of a platform until its quoting enclave changes; a copy.
   */
  public byte[] qeEvidence() {
    byte[] evidence = new byte[qeEvidenceSize()];
    data.get(qeEvidenceStart(), evidence);
    return evidence;
  }

  /**
   * Whether {@link #qeEvidence()} is the buffer's remaining bytes; nothing is copied. Fastest where
   * the quote and the buffer both have an array that may be had.
   */
  public boolean isQeEvidence(ByteBuffer evidence) {
    return has(qeEvidenceStart(), qeEvidenceSize(), evidence);
  }

  /** A number that tells most platforms apart: eight bytes of the attestation key. */
  public long qeProbe() {
    return data.getLong(qeEvidenceStart());
  }

  /**
   * Whether the certification data is the remaining bytes of both buffers, one after the other;
   * nothing is copied. Fastest where the quote and the buffers have arrays that may be had.
   */
  public boolean isCertificationData(ByteBuffer first, ByteBuffer second) {
    int start = certificationStart() + Certification.DATA;
    return first.remaining() + second.remaining() == certificationSize
        && has(start, first.remaining(), first)
        && has(start + first.remaining(), second.remaining(), second);
  }

  /** A number that tells most certification data apart: a few bytes from all over it. */
  public long certificationProbe() {
    long probe = certificationSize;
    int end = certificationStart() + Certification.DATA + certificationSize;
    for (int at = certificationStart(); at <= end - Long.BYTES; at += PROBE_STEP) {
      probe = (probe ^ data.getLong(at)) * PROBE_FACTOR;
    }
    return probe ^ probe >>> 32;
  }

  private boolean has(int start, int size, ByteBuffer expected) {
    return expected.remaining() == size && SameBytes.at(data, start, expected);
  }

  /** Where the type of the certification data stands. */
  private int certificationStart() {
    return qeStart + Qe.AUTH_DATA + qeAuthSize;
  }

  private int qeEvidenceStart() {
    return start + Auth.ATTESTATION_KEY;
  }

  private int qeEvidenceSize() {
    return certificationStart() + Certification.DATA - qeEvidenceStart();
  }

  private ByteBuffer window(int start, int size) {
    return View.window(data, start, size);
  }
}
