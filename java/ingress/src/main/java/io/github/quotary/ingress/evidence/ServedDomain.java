package io.github.quotary.ingress.evidence;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/**
 * What is served at one moment to whoever asks for a host. Immutable.
 *
 * @param names all names that are served, sorted and without duplicates, at least one; {@code *.}
 *     may stand in front
 * @param accountUri the ACME account's URI, as in the account's document
 * @param spkiSha256 SHA-256 of the SubjectPublicKeyInfo (DER) of the host's certificate, 32 bytes
 * @param certificateSha256 SHA-256 of that certificate (DER), 32 bytes
 * @param manifestSha256 SHA-256 of the published manifest, 32 bytes
 */
public record ServedDomain(
    List<String> names,
    String accountUri,
    Measurement spkiSha256,
    Measurement certificateSha256,
    Measurement manifestSha256) {
  private static final int DIGEST = 32;

  /**
   * Sorts the names.
   *
   * @throws IllegalArgumentException if there is no name, or a digest does not have 32 bytes
   */
  public ServedDomain {
    names = names.stream().distinct().sorted().toList();
    if (names.isEmpty()) {
      throw new IllegalArgumentException("Nothing is served without a name");
    }
    for (Measurement digest : List.of(spkiSha256, certificateSha256, manifestSha256)) {
      if (digest.size() != DIGEST) {
        throw new IllegalArgumentException("A SHA-256 of " + digest.size() + " bytes");
      }
    }
  }

  /**
   * Of the certificate that the host is served, and the evidence that is published.
   *
   * @throws IllegalArgumentException if the certificate has no encoding
   */
  public static ServedDomain of(
      Collection<String> names, String accountUri, X509Certificate leaf, Evidence published) {
    try {
      return new ServedDomain(
          List.copyOf(names),
          accountUri,
          Measurement.of(Sha2.sha256(leaf.getPublicKey().getEncoded())),
          Measurement.of(Sha2.sha256(leaf.getEncoded())),
          published.manifestSha256());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("The certificate has no encoding", e);
    }
  }
}
