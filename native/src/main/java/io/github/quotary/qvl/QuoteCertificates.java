package io.github.quotary.qvl;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Picks the root and the PCK certificate out of a quote's chain, as Intel's DCAP library does
 * before it calls the QVL. Uses the JDK's parser, so that this engine's own parser does not judge
 * itself.
 */
final class QuoteCertificates {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----");

  private static final Pattern BEGIN = Pattern.compile("-----BEGIN CERTIFICATE-----");

  private static final String PCK_NAME = "SGX PCK Certificate";
  private static final int POINT_SIZE = 64;

  private final List<X509Certificate> certificates;

  private QuoteCertificates(List<X509Certificate> certificates) {
    this.certificates = certificates;
  }

  /** The certificates of a text; those that cannot be parsed are skipped. */
  static QuoteCertificates parse(String chain) {
    return new QuoteCertificates(
        PEM.matcher(chain)
            .results()
            .map(match -> certificate(match.group(1)))
            .flatMap(Optional::stream)
            .toList());
  }

  /** Number of certificates in a text, whether they can be parsed or not. */
  static int count(byte[] chain) {
    return (int) BEGIN.matcher(new String(chain, StandardCharsets.ISO_8859_1)).results().count();
  }

  private static Optional<X509Certificate> certificate(String base64) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(base64);
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return Optional.of(
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
    } catch (CertificateException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The last self-issued certificate. */
  Optional<X509Certificate> root() {
    return certificates.stream()
        .filter(c -> c.getSubjectX500Principal().equals(c.getIssuerX500Principal()))
        .reduce((first, second) -> second);
  }

  /** The last with the name of a PCK certificate. */
  Optional<X509Certificate> pck() {
    return certificates.stream()
        .filter(c -> c.getSubjectX500Principal().getName().contains(PCK_NAME))
        .reduce((first, second) -> second);
  }

  /** x and y of the certificate's key, which end its encoding; 64 bytes. */
  static byte[] point(X509Certificate certificate) {
    byte[] encoded = certificate.getPublicKey().getEncoded();
    return Arrays.copyOfRange(encoded, Math.max(0, encoded.length - POINT_SIZE), encoded.length);
  }

  /** The certificate as a text that ends in NUL. */
  static byte[] pem(X509Certificate certificate) {
    try {
      String body =
          Base64.getMimeEncoder(POINT_SIZE, new byte[] {'\n'})
              .encodeToString(certificate.getEncoded());
      return CollateralArgument.text(
          ("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n")
              .getBytes(StandardCharsets.US_ASCII));
    } catch (CertificateException e) {
      throw new IllegalStateException("A parsed certificate has an encoding", e);
    }
  }
}
