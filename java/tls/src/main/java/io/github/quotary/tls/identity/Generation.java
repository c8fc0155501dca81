package io.github.quotary.tls.identity;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;

/** A key, and its certificate. Its text has no key. */
final class Generation {
  private final String alias;
  private final PrivateKey key;
  private final AttestedIdentity identity;

  Generation(PrivateKey key, AttestedIdentity identity) {
    this.alias = "quotary-" + identity.certificate().getSerialNumber().toString(16);
    this.key = key;
    this.identity = identity;
  }

  String alias() {
    return alias;
  }

  PrivateKey key() {
    return key;
  }

  AttestedIdentity identity() {
    return identity;
  }

  X509Certificate certificate() {
    return identity.certificate();
  }

  byte[] publicKey() {
    return certificate().getPublicKey().getEncoded();
  }

  boolean hasKeyOf(X509Certificate other) {
    return Arrays.equals(publicKey(), other.getPublicKey().getEncoded());
  }

  @Override
  public String toString() {
    return alias;
  }
}
