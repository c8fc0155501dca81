package io.github.quotary.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** A key pair of the JDK. */
final class TestKey {
  private final KeyPair pair;

  TestKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    pair = generator.generateKeyPair();
  }

  /** 0x04, x, y. */
  byte[] point() {
    return SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded())
        .getPublicKeyData()
        .getOctets();
  }

  /** The signature as DER. */
  byte[] sign(String hash, byte[] message) throws GeneralSecurityException {
    Signature signer = Signature.getInstance(hash + "withECDSA");
    signer.initSign(pair.getPrivate());
    signer.update(message);
    return signer.sign();
  }
}
