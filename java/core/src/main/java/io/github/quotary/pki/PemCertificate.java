package io.github.quotary.pki;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A certificate in PEM as far as it can be read: for showing certificates, also of malformed
 * chains. It judges nothing; {@link PckChain} does. Immutable.
 *
 * @param certificateOrNull the certificate, if it can be parsed
 * @param pckOrNull the same with its SGX extension, if it is named a PCK certificate and has one
 * @param problemOrNull what cannot be read, if anything
 */
public record PemCertificate(
    @Nullable X509Cert certificateOrNull,
    @Nullable PckCertificate pckOrNull,
    @Nullable String problemOrNull) {

  private static final int MAX_LISTED = 16;

  /**
   * Every certificate of a text, at most 16, in its order; bytes from a NUL on are ignored. Never
   * throws.
   */
  public static List<PemCertificate> list(ByteBuffer pem) {
    List<PemCertificate> certificates = new ArrayList<>();
    for (String chunk : PemChain.chunks(pem)) {
      if (certificates.size() == MAX_LISTED) {
        certificates.add(unreadable("more certificates follow"));
        break;
      }
      certificates.add(read(chunk));
    }
    return List.copyOf(certificates);
  }

  private static PemCertificate read(String chunk) {
    X509Cert certificate;
    try {
      certificate = X509Cert.parse(PemChain.decode(chunk, "the certificate"));
    } catch (PkiFormatException e) {
      return unreadable(e.problem());
    }
    if (!certificate.subject().commonName().contains(CertificateChain.PCK_NAME)) {
      return new PemCertificate(certificate, null, null);
    }
    try {
      return new PemCertificate(certificate, PckCertificate.parse(certificate), null);
    } catch (PkiFormatException e) {
      return new PemCertificate(certificate, null, e.problem());
    }
  }

  private static PemCertificate unreadable(String problem) {
    return new PemCertificate(null, null, problem);
  }

  /** The certificate, if it can be parsed. */
  public Optional<X509Cert> certificate() {
    return Optional.ofNullable(certificateOrNull);
  }

  /** The PCK certificate, if it is one and its SGX extension can be parsed. */
  public Optional<PckCertificate> pck() {
    return Optional.ofNullable(pckOrNull);
  }

  /**
   * What can be read of the SGX extension of a certificate that is named a PCK certificate; empty
   * if there is nothing to read.
   */
  public Optional<SgxExtensionOutline> sgxExtension() {
    return certificate()
        .filter(x509 -> x509.subject().commonName().contains(CertificateChain.PCK_NAME))
        .flatMap(SgxExtensionOutline::of);
  }

  /** What cannot be read. */
  public Optional<String> problem() {
    return Optional.ofNullable(problemOrNull);
  }
}
