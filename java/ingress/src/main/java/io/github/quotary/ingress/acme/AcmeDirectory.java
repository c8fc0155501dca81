package io.github.quotary.ingress.acme;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * An authority's directory (RFC 8555, section 7.1.1), and the name of the folders in which its
 * account, orders and certificates are kept. Two directories never have one folder.
 *
 * @param uri begins with {@code https}
 * @param folder for example {@code acme-v02.api.letsencrypt.org}
 */
public record AcmeDirectory(URI uri, String folder) {
  /** Let's Encrypt, whose certificates visitors trust. */
  public static final AcmeDirectory LETS_ENCRYPT = letsEncrypt("acme-v02.api.letsencrypt.org");

  /** Let's Encrypt's certificates for tests. */
  public static final AcmeDirectory LETS_ENCRYPT_STAGING =
      letsEncrypt("acme-staging-v02.api.letsencrypt.org");

  private static final int DIGEST_CHARS = 16;

  /**
   * The directory at this address. Its folder is the host with the beginning of the address's
   * SHA-256, since one host may have several.
   *
   * @throws IllegalArgumentException if the address does not begin with {@code https}, or has no
   *     host
   */
  public static AcmeDirectory of(URI uri) {
    if (uri.equals(LETS_ENCRYPT.uri())) {
      return LETS_ENCRYPT;
    }
    if (uri.equals(LETS_ENCRYPT_STAGING.uri())) {
      return LETS_ENCRYPT_STAGING;
    }
    if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException("an ACME directory begins with https://: " + uri);
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "_");
    return new AcmeDirectory(uri, host + "-" + digest(uri.toString()));
  }

  private static AcmeDirectory letsEncrypt(String host) {
    return new AcmeDirectory(URI.create("https://" + host + "/directory"), host);
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGEST_CHARS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
