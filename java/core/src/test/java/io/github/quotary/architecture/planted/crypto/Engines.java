package io.github.quotary.architecture.planted.crypto;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import org.bouncycastle.crypto.digests.SHA256Digest;

/** Providers and engines where they belong, which is fine. */
final class Engines {
  final Object engine = new SHA256Digest();

  KeyFactory keys() throws NoSuchAlgorithmException {
    return KeyFactory.getInstance("EC");
  }

  Signature signature() throws NoSuchAlgorithmException {
    return Signature.getInstance("SHA256withECDSA");
  }
}
