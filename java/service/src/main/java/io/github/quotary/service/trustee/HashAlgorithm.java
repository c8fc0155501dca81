package io.github.quotary.service.trustee;

import io.github.quotary.crypto.Sha2;
import java.util.Optional;

/** What runtime data and init data are hashed with. */
enum HashAlgorithm {
  SHA256("sha256", "SHA-256"),
  SHA384("sha384", "SHA-384"),
  SHA512("sha512", "SHA-512");

  private final String id;
  private final String javaName;

  HashAlgorithm(String id, String javaName) {
    this.id = id;
    this.javaName = javaName;
  }

  /** The algorithm of a name in lower case. */
  static Optional<HashAlgorithm> named(String id) {
    for (HashAlgorithm algorithm : values()) {
      if (algorithm.id.equals(id)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  byte[] digest(byte[] bytes) {
    return Sha2.newDigest(javaName).digest(bytes);
  }
}
