package io.github.quotary.tls.identity;

import io.github.quotary.crypto.Sha2;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.bouncycastle.asn1.DEROctetString;

/** What the forms of dstack's RA-TLS share. */
final class Dstack {
  private static final String ARC = "1.3.6.1.4.1.62397.1.";
  private static final byte[] KEY_TAG = "ratls-cert:".getBytes(StandardCharsets.US_ASCII);

  private Dstack() {}

  /** SHA-512 of the tag and the key. */
  static byte[] reportData(byte[] subjectPublicKeyInfo) {
    MessageDigest digest = Sha2.newDigest("SHA-512");
    digest.update(KEY_TAG);
    return digest.digest(subjectPublicKeyInfo);
  }

  /** An extension whose value is these octets, in an OCTET STRING of its own. */
  static EvidenceExtension extension(int number, byte[] octets) {
    try {
      return EvidenceExtension.of(ARC + number, new DEROctetString(octets).getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory cannot fail", e);
    }
  }
}
