package io.github.quotary.quote;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Batch;
import io.github.quotary.crypto.P256PublicKey;
import io.github.quotary.crypto.Sha2;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A quote of version 3, 4 or 5 as a view on its bytes: nothing is copied, every length was checked
 * when it was parsed. Immutable and thread-safe, provided that the caller leaves the bytes alone;
 * who cannot promise that takes {@link #copyOf}.
 *
 * <pre>{@code
 * if (Quote.tryParse(ByteBuffer.wrap(bytes)) instanceof QuoteParse.Parsed parsed
 *     && parsed.quote().body() instanceof TdReport report) {
 *   return report.mrTd(); // what the quote claims: not verified
 * }
 * }</pre>
 *
 * <p>A parsed quote proves nothing; {@link io.github.quotary.verify.Verifier} judges it.
 */
public final class Quote {
  /**
   * Not read-only, which would take another buffer: whoever asks for bytes gets windows that are.
   */
  private final ByteBuffer data;

  private final TeeType teeType;
  private final ReportBody body;
  private final SignatureData signatureData;

  /** Null until it is computed. Any thread may see it late, and then computes the same. */
  private @Nullable Measurement id;

  /** A quote whose parts, each of a length that was checked, stand one after the other. */
  Quote(ByteBuffer data, TeeType teeType, ReportBody body, SignatureData signatureData) {
    this.data = data;
    this.teeType = teeType;
    this.body = body;
    this.signatureData = signatureData;
  }

  /**
   * A view on the buffer's remaining bytes; its position stays.
   *
   * @throws QuoteFormatException if they are not a valid quote
   */
  public static Quote parse(ByteBuffer bytes) {
    return orThrow(tryParse(bytes));
  }

  /**
   * A view on a copy of these bytes.
   *
   * @throws QuoteFormatException if they are not a valid quote
   */
  public static Quote copyOf(byte[] bytes) {
    return parse(ByteBuffer.wrap(bytes.clone()));
  }

  /** A view on the buffer's remaining bytes, or why there is none. Never throws. */
  public static QuoteParse tryParse(ByteBuffer bytes) {
    return new QuoteParser(bytes.slice().order(ByteOrder.LITTLE_ENDIAN)).parse();
  }

  private static Quote orThrow(QuoteParse outcome) {
    if (outcome instanceof QuoteParse.Parsed parsed) {
      return parsed.quote();
    }
    throw new QuoteFormatException((QuoteParse.Malformed) outcome);
  }

  /** The first 48 bytes. */
  public QuoteHeader header() {
    return new QuoteHeader(data, teeType);
  }

  /** 3, 4 or 5. */
  public int version() {
    return Short.toUnsignedInt(data.getShort(Layout.Header.VERSION));
  }

  /** What the quote speaks for. */
  public TeeType teeType() {
    return teeType;
  }

  /** What the quote attests: {@link EnclaveReport} for SGX, {@link TdReport} for TDX. */
  public ReportBody body() {
    return body;
  }

  /** Signatures, keys, and the quoting enclave's report. */
  public SignatureData signatureData() {
    return signatureData;
  }

  /** The bytes that the attestation key signs: header, in version 5 the descriptor, and body. */
  public ByteBuffer signedRegion() {
    return View.window(data, 0, signatureData.signedSize());
  }

  /** Whether the key made the quote's signature over {@link #signedRegion()}. */
  public boolean isSignedBy(P256PublicKey attestationKey, EcdsaP256 engine) {
    return engine.verifyMessage(
        attestationKey, data, 0, signatureData.signedSize(), signatureData.signatureStart());
  }

  /**
   * Adds the question that {@link #isSignedBy} asks to a batch.
   *
   * @return its lane
   * @throws IllegalStateException if the batch is full
   */
  public int addSignatureTo(P256Batch batch, P256PublicKey attestationKey) {
    return batch.addMessage(
        attestationKey, data, 0, signatureData.signedSize(), signatureData.signatureStart());
  }

  /**
   * The same, and keeps the hash that the signature is over as {@link #id()}: 64 bytes more, and
   * nothing is hashed twice.
   *
   * @return its lane
   * @throws IllegalStateException if the batch is full
   */
  public int addSignatureAndKeepId(P256Batch batch, P256PublicKey attestationKey) {
    int lane = addSignatureTo(batch, attestationKey);
    id = Measurement.owning(batch.digest(lane));
    return lane;
  }

  /** The same, unless the question is there or the batch is full. */
  public void addNewSignatureTo(P256Batch batch, P256PublicKey attestationKey) {
    batch.addNewMessage(
        attestationKey, data, 0, signatureData.signedSize(), signatureData.signatureStart());
  }

  /**
   * SHA-256 of {@link #signedRegion()}, 32 bytes. It names what was attested: signatures can be
   * varied, and bytes be appended, without another id. Computed once.
   */
  public Measurement id() {
    Measurement known = id;
    if (known == null) {
      known = Measurement.owning(Sha2.sha256(signedRegion()));
      id = known;
    }
    return known;
  }
}
