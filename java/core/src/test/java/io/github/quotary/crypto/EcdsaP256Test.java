package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The seam of all signatures, against signatures that the JDK made. */
class EcdsaP256Test {
  private static final BigInteger N =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final EcdsaP256 ENGINE = EcdsaP256.bouncyCastle();
  private static final byte[] MESSAGE = "header and body".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DIGEST = Sha2.sha256(MESSAGE);

  private static P256PublicKey key;
  private static P256PublicKey otherKey;
  private static P256Signature signature;

  @BeforeAll
  static void sign() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
    signer.initSign(pair.getPrivate());
    signer.update(MESSAGE);
    signature = P256Signature.ofRaw(ByteBuffer.wrap(signer.sign()));
    key = key(pair);
    otherKey = key(generator.generateKeyPair());
  }

  private static P256PublicKey key(KeyPair pair) {
    ECPublicKey point = (ECPublicKey) pair.getPublic();
    P256Signature raw = P256Signature.of(point.getW().getAffineX(), point.getW().getAffineY());
    return P256PublicKey.ofRaw(ByteBuffer.wrap(raw.toRaw())).orElseThrow();
  }

  @Test
  void verifiesWhatTheKeySigned() {
    assertTrue(ENGINE.verify(key, DIGEST, signature));
    assertFalse(ENGINE.verify(otherKey, DIGEST, signature));
    assertFalse(ENGINE.verify(key, Sha2.sha256(DIGEST), signature));
    assertFalse(ENGINE.verify(key, DIGEST, P256Signature.of(signature.s(), signature.r())));
  }

  /** As Intel does; a quote's id does not depend on it. */
  @Test
  void acceptsTheOtherSignatureOfThePair() {
    P256Signature high = P256Signature.of(signature.r(), N.subtract(signature.s()));
    assertTrue(ENGINE.verify(key, DIGEST, high));
  }

  @Test
  void refusesRAndSOutOfRangeThatAreRightModuloTheOrder() {
    List<P256Signature> wrong =
        List.of(
            P256Signature.of(BigInteger.ZERO, BigInteger.ZERO),
            P256Signature.of(BigInteger.ZERO, signature.s()),
            P256Signature.of(signature.r(), BigInteger.ZERO),
            P256Signature.of(N, N),
            P256Signature.of(signature.r().add(N), signature.s()),
            P256Signature.of(signature.r(), signature.s().add(N)),
            P256Signature.of(signature.r().subtract(N), signature.s()));
    wrong.forEach(s -> assertFalse(ENGINE.verify(key, DIGEST, s)));
  }

  @Test
  void takesTheFirst32BytesOfTheDigest() {
    assertTrue(ENGINE.verify(key, Arrays.copyOf(DIGEST, 48), signature));
    assertThrows(
        IllegalArgumentException.class,
        () -> ENGINE.verify(key, Arrays.copyOf(DIGEST, 31), signature));
  }

  @Test
  void registersNoProvider() {
    assertFalse(
        Arrays.stream(Security.getProviders()).map(Provider::getName).anyMatch("BC"::equals));
    assertEquals("bc", ENGINE.name());
  }
}
