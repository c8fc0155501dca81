package io.github.quotary.pki;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Batch;
import java.math.BigInteger;
import java.time.Instant;

/**
 * A certificate revocation list (RFC 5280, section 5). Immutable; parsed, not trusted.
 *
 * <p>An entry revokes whatever its date and reason say.
 */
public final class Crl {
  /** About 19,000 serials of Intel's. */
  private static final int MAX_LENGTH = 1 << 20;

  /** Any other layout is read by Bouncy Castle: about 12,000 serials of the shortest. */
  private static final int MAX_OTHER_LENGTH = 1 << 18;

  private static final long BYTES = 2048;

  /** A serial of 20 bytes in a hash set. */
  private static final long ENTRY_BYTES = 144;

  private final CrlFields fields;

  private Crl(CrlFields fields) {
    this.fields = fields;
  }

  /**
   * Parses PEM, hexadecimal DER or DER, told apart as Intel's DCAP library does: PEM starts with
   * "-----BEGIN X509 CRL-----"; hexadecimal has at least 299 digits and nothing else; the rest is
   * DER. Bytes after the DER are ignored.
   *
   * @throws PkiFormatException if it is malformed, lacks nextUpdate or its CRL number, or is longer
   *     than 1 MiB of DER, or 256 KiB if it is not laid out byte for byte as Intel's are
   */
  public static Crl parse(byte[] bytes) throws PkiFormatException {
    byte[] der = CrlEncoding.toDer(bytes);
    requireLength(der, MAX_LENGTH);
    try {
      return new Crl(IntelCrlReader.read(der));
    } catch (OtherLayoutException e) {
      requireLength(der, MAX_OTHER_LENGTH);
      return new Crl(CrlReader.read(der));
    }
  }

  private static void requireLength(byte[] der, int most) throws PkiFormatException {
    if (der.length > most) {
      throw new PkiFormatException(
          "The revocation list has " + der.length + " bytes of DER; the limit is " + most);
    }
  }

  /** Who issued the list. */
  public DistinguishedName issuer() {
    return fields.issuer();
  }

  /** Start of the list's window, which counts. */
  public Instant thisUpdate() {
    return fields.thisUpdate();
  }

  /** End of the list's window, which is still valid. */
  public Instant nextUpdate() {
    return fields.nextUpdate();
  }

  /** The CRL number. */
  public BigInteger number() {
    return fields.number();
  }

  /** Number of revoked serials. */
  public int size() {
    return fields.revokedSerials().size();
  }

  /** About how many bytes it takes in memory. */
  public long retainedBytes() {
    return BYTES + ENTRY_BYTES * size();
  }

  /** Whether the list names its issuer's key; Intel demands that it does. */
  public boolean hasAuthorityKeyIdentifier() {
    return fields.hasAuthorityKeyIdentifier();
  }

  /** Whether the list's issuer is the certificate's subject, in both comparisons of names. */
  public boolean isIssuedBy(X509Cert candidate) {
    return issuer().rendersLike(candidate.subject()) && issuer().matches(candidate.subject());
  }

  /** Whether the certificate's key made the list's signature. One P-256 verification. */
  public boolean isSignedBy(X509Cert signer, EcdsaP256 engine) {
    byte[] digest = fields.toBeSignedDigest();
    return digest != null
        && signer.publicKey().isPresent()
        && engine.verify(signer.publicKey().get(), digest, fields.signature());
  }

  /** Adds the question that {@link #isSignedBy} asks to a batch. */
  public void addSignatureTo(P256Batch batch, X509Cert signer) {
    byte[] digest = fields.toBeSignedDigest();
    if (digest != null && signer.publicKey().isPresent()) {
      batch.addNew(signer.publicKey().get(), digest, fields.signature());
    }
  }

  /** Whether the certificate's serial is in the list. */
  public boolean revokes(X509Cert certificate) {
    return fields.revokedSerials().contains(certificate.serial());
  }

  /** Whether the instant lies outside the list's window, on either side. */
  public boolean isExpiredAt(Instant at) {
    return at.isBefore(thisUpdate()) || at.isAfter(nextUpdate());
  }
}
