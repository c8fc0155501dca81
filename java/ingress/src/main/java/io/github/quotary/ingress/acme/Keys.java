package io.github.quotary.ingress.acme;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/**
 * Keys on P-256, by the JDK's own provider: its TLS serves no others. As PEM they are PKCS#8 and
 * hold the private key alone.
 */
final class Keys {
  private static final String CURVE = "secp256r1";
  private static final String LABEL = "PRIVATE KEY";

  private Keys() {}

  static KeyPair make() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
      generator.initialize(new ECGenParameterSpec(CURVE));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK makes no P-256 keys", e);
    }
  }

  static String pem(PrivateKey key) {
    return Pem.write(LABEL, key.getEncoded());
  }

  /**
   * The first private key in a text.
   *
   * @throws GeneralSecurityException if there is none, or if it is not on P-256; the message tells
   *     nothing of the key
   */
  static KeyPair read(String pem) throws GeneralSecurityException {
    byte[] bytes =
        Pem.read(LABEL, pem).stream()
            .findFirst()
            .orElseThrow(() -> new InvalidKeyException("there is no private key"));
    KeyFactory factory = KeyFactory.getInstance("EC", "SunEC");
    PrivateKey key;
    try {
      key = factory.generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (GeneralSecurityException e) {
      throw new InvalidKeyException("the private key is not one on P-256");
    }
    if (!(key instanceof ECPrivateKey ec)
        || !ec.getParams().getOrder().equals(CustomNamedCurves.getByName(CURVE).getN())) {
      throw new InvalidKeyException("the private key is not one on P-256");
    }
    return new KeyPair(
        factory.generatePublic(new ECPublicKeySpec(point(ec.getS()), ec.getParams())), key);
  }

  private static ECPoint point(BigInteger secret) {
    var point = CustomNamedCurves.getByName(CURVE).getG().multiply(secret).normalize();
    return new ECPoint(
        point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
  }
}
