package io.github.quotary.pki;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An issuer chain of the collateral: TCB signing certificate and root, or the issuer of a PCK
 * revocation list and root. Parsed, not trusted. Immutable.
 */
public final class SigningChain {
  private final CertificateChain chain;

  private SigningChain(CertificateChain chain) {
    this.chain = chain;
  }

  /**
   * Parses PEM certificates in any order.
   *
   * @throws PkiFormatException if one is malformed or there is none
   */
  public static SigningChain parse(ByteBuffer pem) throws PkiFormatException {
    return parse(pem, new KnownCertificates());
  }

  /**
   * The same, taking certificates that were met before as they were parsed then.
   *
   * @throws PkiFormatException if one is malformed or there is none
   */
  public static SigningChain parse(ByteBuffer pem, KnownCertificates known)
      throws PkiFormatException {
    return new SigningChain(CertificateChain.parse(pem, known, PemChain.MAX_CERTIFICATES));
  }

  /**
   * The same of an array, which is not copied.
   *
   * @param pem changed by nobody until this returns
   * @throws PkiFormatException if one is malformed or there is none
   */
  public static SigningChain parse(byte[] pem, KnownCertificates known) throws PkiFormatException {
    return new SigningChain(CertificateChain.parse(pem, known, PemChain.MAX_CERTIFICATES));
  }

  /** All of them, in the order of the input. */
  public List<X509Cert> certificates() {
    return chain.certificates();
  }

  /** The self-issued certificate. */
  public Optional<X509Cert> root() {
    return chain.root();
  }

  /** The certificate at the other end: the last that issued none of another subject. */
  public Optional<X509Cert> signer() {
    return chain.topmost();
  }

  /** Earliest notBefore of all. */
  public Instant earliestNotBefore() {
    return chain.earliestNotBefore();
  }

  /** Latest notBefore of all. */
  public Instant latestNotBefore() {
    return chain.latestNotBefore();
  }

  /** Earliest notAfter of all. */
  public Instant earliestNotAfter() {
    return chain.earliestNotAfter();
  }

  /** About how many bytes it takes in memory. */
  public long retainedBytes() {
    return chain.retainedBytes();
  }
}
