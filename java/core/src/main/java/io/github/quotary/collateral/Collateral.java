package io.github.quotary.collateral;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Intel's statements about a platform as bytes: received, neither parsed nor trusted. It can be
 * passed on, stored and compared, but not evaluated. Immutable.
 *
 * <p>The seven parts are those of Intel's {@code sgx_ql_qve_collateral_t}.
 *
 * <pre>{@code
 * Collateral collateral = Collateral.fromJson(Files.readAllBytes(Path.of("collateral.json")));
 * VerificationResult result = verifier.verify(quote, collateral, at);
 * }</pre>
 */
public final class Collateral {
  private static final int PROBED_BYTES = 64;

  // Read, and never changed, by this package.
  final byte[] pckCrlIssuerChain;
  final byte[] rootCaCrl;
  final byte[] pckCrl;
  final byte[] tcbInfoIssuerChain;
  final byte[] tcbInfo;
  final byte[] qeIdentityIssuerChain;
  final byte[] qeIdentity;

  private final long size;
  private final boolean innerNul;
  private final int hash;

  /** Computed when it is first asked for; a race computes it twice. */
  private volatile @Nullable Measurement sha256;

  private Collateral(Builder builder) {
    pckCrlIssuerChain = withoutFinalNul(builder.pckCrlIssuerChain);
    rootCaCrl = builder.rootCaCrl.clone();
    pckCrl = builder.pckCrl.clone();
    tcbInfoIssuerChain = withoutFinalNul(builder.tcbInfoIssuerChain);
    tcbInfo = withoutFinalNul(builder.tcbInfo);
    qeIdentityIssuerChain = withoutFinalNul(builder.qeIdentityIssuerChain);
    qeIdentity = withoutFinalNul(builder.qeIdentity);
    size = sizeOfParts();
    innerNul = hasNulInTexts();
    hash = probe(tcbInfo) * 31 + probe(qeIdentity);
  }

  /** A builder; a part that is never set is empty, which no verification accepts. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads the widely used JSON form: an object with the texts {@code pck_crl_issuer_chain}, {@code
   * root_ca_crl}, {@code pck_crl}, {@code tcb_info_issuer_chain}, {@code tcb_info}, {@code
   * qe_identity_issuer_chain}, {@code qe_identity}; for the two signed texts either the signed
   * envelope, or the bare text with {@code tcb_info_signature} and {@code qe_identity_signature}
   * (hex) beside it. Other members are ignored, and so is a NUL at the end of a text.
   *
   * @throws IllegalArgumentException if it is not such an object
   */
  public static Collateral fromJson(byte[] json) {
    return CollateralJson.read(json);
  }

  /** PEM: issuer of the PCK revocation list, and root. */
  public byte[] pckCrlIssuerChain() {
    return pckCrlIssuerChain.clone();
  }

  /** The root CA's revocation list: DER, hexadecimal DER, or PEM. */
  public byte[] rootCaCrl() {
    return rootCaCrl.clone();
  }

  /** The PCK revocation list: DER, hexadecimal DER, or PEM. */
  public byte[] pckCrl() {
    return pckCrl.clone();
  }

  /** PEM: TCB signing certificate and root. */
  public byte[] tcbInfoIssuerChain() {
    return tcbInfoIssuerChain.clone();
  }

  /** The signed envelope {@code {"tcbInfo":{...},"signature":"..."}}, byte for byte. */
  public byte[] tcbInfo() {
    return tcbInfo.clone();
  }

  /** PEM: TCB signing certificate and root. */
  public byte[] qeIdentityIssuerChain() {
    return qeIdentityIssuerChain.clone();
  }

  /** The signed envelope {@code {"enclaveIdentity":{...},"signature":"..."}}, byte for byte. */
  public byte[] qeIdentity() {
    return qeIdentity.clone();
  }

  /** Number of bytes of all parts together. */
  public long size() {
    return size;
  }

  private long sizeOfParts() {
    return (long) pckCrlIssuerChain.length
        + rootCaCrl.length
        + pckCrl.length
        + tcbInfoIssuerChain.length
        + tcbInfo.length
        + qeIdentityIssuerChain.length
        + qeIdentity.length;
  }

  /** Whether a text has a NUL byte inside, which Intel's DCAP library refuses. */
  public boolean hasInnerNul() {
    return innerNul;
  }

  private boolean hasNulInTexts() {
    return hasNul(pckCrlIssuerChain)
        || hasNul(tcbInfoIssuerChain)
        || hasNul(tcbInfo)
        || hasNul(qeIdentityIssuerChain)
        || hasNul(qeIdentity);
  }

  private static boolean hasNul(byte[] text) {
    for (byte b : text) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  private static byte[] withoutFinalNul(byte[] text) {
    boolean terminated = text.length > 0 && text[text.length - 1] == 0;
    return Arrays.copyOf(text, terminated ? text.length - 1 : text.length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof Collateral that && sameBytes(that));
  }

  private boolean sameBytes(Collateral that) {
    return Arrays.equals(tcbInfo, that.tcbInfo)
        && Arrays.equals(qeIdentity, that.qeIdentity)
        && Arrays.equals(pckCrl, that.pckCrl)
        && Arrays.equals(rootCaCrl, that.rootCaCrl)
        && Arrays.equals(tcbInfoIssuerChain, that.tcbInfoIssuerChain)
        && Arrays.equals(qeIdentityIssuerChain, that.qeIdentityIssuerChain)
        && Arrays.equals(pckCrlIssuerChain, that.pckCrlIssuerChain);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /**
   * SHA-256 of all seven parts, each after its length: equal for equal collateral, and for no
   * other. Computed once.
   */
  public Measurement sha256() {
    Measurement known = sha256;
    if (known == null) {
      known = Measurement.of(digest());
      sha256 = known;
    }
    return known;
  }

  private byte[] digest() {
    MessageDigest digest = Sha2.newDigest("SHA-256");
    List<byte[]> parts =
        List.of(
            pckCrlIssuerChain,
            rootCaCrl,
            pckCrl,
            tcbInfoIssuerChain,
            tcbInfo,
            qeIdentityIssuerChain,
            qeIdentity);
    for (byte[] part : parts) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
      digest.update(part);
    }
    return digest.digest();
  }

  /** The last bytes of a document, where its signature stands. */
  private static int probe(byte[] document) {
    int hash = document.length;
    for (int i = Math.max(0, document.length - PROBED_BYTES); i < document.length; i++) {
      hash = 31 * hash + document[i];
    }
    return hash;
  }

  /** Collects the seven parts; a NUL at the end of a text is dropped. */
  public static final class Builder {
    private byte[] pckCrlIssuerChain = {};
    private byte[] rootCaCrl = {};
    private byte[] pckCrl = {};
    private byte[] tcbInfoIssuerChain = {};
    private byte[] tcbInfo = {};
    private byte[] qeIdentityIssuerChain = {};
    private byte[] qeIdentity = {};

    private Builder() {}

    /** PEM: issuer of the PCK revocation list, and root. */
    public Builder pckCrlIssuerChain(byte[] pem) {
      pckCrlIssuerChain = pem.clone();
      return this;
    }

    /** The root CA's revocation list: DER, hexadecimal DER, or PEM. */
    public Builder rootCaCrl(byte[] crl) {
      rootCaCrl = crl.clone();
      return this;
    }

    /** The PCK revocation list: DER, hexadecimal DER, or PEM. */
    public Builder pckCrl(byte[] crl) {
      pckCrl = crl.clone();
      return this;
    }

    /** PEM: TCB signing certificate and root. */
    public Builder tcbInfoIssuerChain(byte[] pem) {
      tcbInfoIssuerChain = pem.clone();
      return this;
    }

    /** The signed envelope with {@code tcbInfo} and {@code signature}. */
    public Builder tcbInfo(byte[] envelope) {
      tcbInfo = envelope.clone();
      return this;
    }

    /** PEM: TCB signing certificate and root. */
    public Builder qeIdentityIssuerChain(byte[] pem) {
      qeIdentityIssuerChain = pem.clone();
      return this;
    }

    /** The signed envelope with {@code enclaveIdentity} and {@code signature}. */
    public Builder qeIdentity(byte[] envelope) {
      qeIdentity = envelope.clone();
      return this;
    }

    /** The collateral. */
    public Collateral build() {
      return new Collateral(this);
    }
  }
}
