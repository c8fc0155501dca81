package io.github.quotary.service.envoy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A client's certificate, as Envoy forwards it: PEM in which some characters are {@code %}-encoded.
 */
final class PeerCertificate {
  private static final String CERT = "cert=";
  private static final int HEX = 16;

  private final byte[] pem;

  private PeerCertificate(byte[] pem) {
    this.pem = pem;
  }

  /** The certificate, PEM; not a copy. */
  byte[] pem() {
    return pem;
  }

  static PeerCertificate ofUrlEncoded(String text) {
    ByteArrayOutputStream pem = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      int value = text.charAt(i) == '%' ? octet(text, i + 1) : -1;
      pem.write(value >= 0 ? value : text.charAt(i));
      i += value >= 0 ? 2 : 0;
    }
    return new PeerCertificate(pem.toByteArray());
  }

  private static int octet(String text, int at) {
    if (at + 2 > text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(at), HEX);
    int low = Character.digit(text.charAt(at + 1), HEX);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  /**
   * The certificate in {@code x-forwarded-client-cert}, if the header speaks of one certificate
   * only: Envoy adds a part for each proxy unless told to overwrite, and only its own is known.
   */
  static Optional<PeerCertificate> ofForwarded(String header) {
    List<String> found =
        pairs(header).stream()
            .filter(pair -> pair.regionMatches(true, 0, CERT, 0, CERT.length()))
            .map(pair -> pair.substring(CERT.length()))
            .toList();
    return found.size() == 1 ? Optional.of(ofUrlEncoded(found.get(0))) : Optional.empty();
  }

  /**
   * The pairs of name and value, without the quotation marks. In them, separators are part of the
   * value: a certificate's subject can be anything.
   */
  private static List<String> pairs(String header) {
    List<String> pairs = new ArrayList<>();
    StringBuilder pair = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      if (c == '"') {
        isQuoted = !isQuoted;
      } else if (c == '\\' && isQuoted && i + 1 < header.length()) {
        i++;
        pair.append(header.charAt(i));
      } else if ((c == ';' || c == ',') && !isQuoted) {
        pairs.add(pair.toString().strip());
        pair.setLength(0);
      } else {
        pair.append(c);
      }
    }
    pairs.add(pair.toString().strip());
    return pairs;
  }

  /** SubjectPublicKeyInfo of the first certificate, DER; empty if there is none. */
  Optional<byte[]> key() {
    try {
      return Optional.of(
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem))
              .getPublicKey()
              .getEncoded());
    } catch (CertificateException | RuntimeException e) {
      // Malformed encodings are reported by whatever exception they run into.
      return Optional.empty();
    }
  }
}
