package io.github.quotary.pki;

import io.github.quotary.crypto.P256Batch;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The three certificates of a quote's certification data: PCK certificate, intermediate CA, root.
 * Parsed, not trusted: any part may be absent. Immutable.
 */
public final class PckChain {
  private static final int LENGTH = 3;

  private final CertificateChain chain;

  private PckChain(CertificateChain chain) {
    this.chain = chain;
  }

  /**
   * Parses PEM certificates in any order; bytes from a NUL on are ignored. Of a chain with a fourth
   * certificate no more than three are parsed.
   *
   * @throws PkiFormatException if one is malformed or there are not exactly three
   */
  public static PckChain parse(ByteBuffer pem) throws PkiFormatException {
    return parse(pem, new KnownCertificates());
  }

  /**
   * The same, taking certificates that were met before as they were parsed then.
   *
   * @throws PkiFormatException if one is malformed or there are not exactly three
   */
  public static PckChain parse(ByteBuffer pem, KnownCertificates known) throws PkiFormatException {
    CertificateChain chain = CertificateChain.parse(pem, known, LENGTH);
    if (chain.certificates().size() != LENGTH) {
      throw new PkiFormatException(
          "The chain has " + chain.certificates().size() + " certificates; it needs three");
    }
    return new PckChain(chain);
  }

  /** All three, in the order of the quote. */
  public List<X509Cert> certificates() {
    return chain.certificates();
  }

  /** The self-issued certificate. */
  public Optional<X509Cert> root() {
    return chain.root();
  }

  /** The Processor or Platform CA. */
  public Optional<X509Cert> intermediate() {
    return chain.intermediate();
  }

  /** The platform's certificate. */
  public Optional<PckCertificate> pck() {
    return chain.pck();
  }

  /**
   * Adds the three certificates' signatures to a batch, as far as they are not known to be good.
   */
  public void addSignaturesTo(P256Batch batch, TrustAnchor anchor) {
    X509Cert root = root().orElse(null);
    X509Cert intermediate = intermediate().orElse(null);
    if (root == null || intermediate == null) {
      return;
    }
    anchor.addSelfSignatureTo(batch, root);
    intermediate.addSignatureTo(batch, root);
    addPckSignatureTo(batch);
  }

  /** Adds the PCK certificate's signature, by the intermediate CA, to a batch. */
  public void addPckSignatureTo(P256Batch batch) {
    intermediate()
        .ifPresent(ca -> pck().ifPresent(pck -> pck.certificate().addSignatureTo(batch, ca)));
  }

  /** Which CA the PCK certificate names as its issuer. */
  public Optional<CaType> caType() {
    return pck().flatMap(pck -> CaType.ofIssuer(pck.certificate().issuer()));
  }

  /** Earliest notBefore of the three. */
  public Instant earliestNotBefore() {
    return chain.earliestNotBefore();
  }

  /** Latest notBefore of the three. */
  public Instant latestNotBefore() {
    return chain.latestNotBefore();
  }

  /** Earliest notAfter of the three. */
  public Instant earliestNotAfter() {
    return chain.earliestNotAfter();
  }
}
