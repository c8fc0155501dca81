package io.github.quotary.simulator.domain;

import io.github.quotary.simulator.octets.Digests;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;

/**
 * A key pair on secp256k1 that signs Keccak-256 digests as wallets do: {@code r}, {@code s} and one
 * octet by which the public key can be recovered, 65 octets.
 */
final class Secp256k1 {
  private static final ECDomainParameters CURVE =
      new ECDomainParameters(CustomNamedCurves.getByName("secp256k1"));
  private static final int SIZE = 32;

  private final BigInteger scalar;

  private Secp256k1(BigInteger scalar) {
    this.scalar = scalar;
  }

  /** The key pair of this name: the first hash that is a scalar of the curve. */
  static Secp256k1 derive(String name) {
    for (int attempt = 0; ; attempt++) {
      byte[] hash = Digests.sha256((name + "|" + attempt).getBytes(StandardCharsets.UTF_8));
      BigInteger scalar = new BigInteger(1, hash);
      if (scalar.signum() > 0 && scalar.compareTo(CURVE.getN()) < 0) {
        return new Secp256k1(scalar);
      }
    }
  }

  /** The private key, 32 octets. */
  byte[] privateKey() {
    return octets(scalar);
  }

  /** The compressed public key, 33 octets. */
  byte[] publicKey() {
    return point().getEncoded(true);
  }

  private ECPoint point() {
    return CURVE.getG().multiply(scalar).normalize();
  }

  /** A signature over the Keccak-256 of a message, 65 octets. */
  byte[] sign(byte[] message) {
    byte[] digest = keccak(message);
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(scalar, CURVE));
    BigInteger[] rs = signer.generateSignature(digest);
    BigInteger s = rs[1].min(CURVE.getN().subtract(rs[1]));
    byte[] signature = Arrays.copyOf(octets(rs[0]), 2 * SIZE + 1);
    System.arraycopy(octets(s), 0, signature, SIZE, SIZE);
    if (!Arrays.equals(recovered(digest, signature), publicKey())) {
      signature[2 * SIZE] = 1;
    }
    return signature;
  }

  /** The compressed public key of who signed this message. */
  static byte[] signerOf(byte[] message, byte[] signature) {
    return recovered(keccak(message), signature);
  }

  /** SEC 1, section 4.1.6; an r that exceeds the order is too rare to be met. */
  private static byte[] recovered(byte[] digest, byte[] signature) {
    BigInteger r = new BigInteger(1, Arrays.copyOf(signature, SIZE));
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, SIZE, 2 * SIZE));
    byte[] compressed = new byte[SIZE + 1];
    compressed[0] = (byte) (2 + signature[2 * SIZE]);
    System.arraycopy(octets(r), 0, compressed, 1, SIZE);
    BigInteger inverse = r.modInverse(CURVE.getN());
    BigInteger e = new BigInteger(1, digest);
    return CURVE
        .getCurve()
        .decodePoint(compressed)
        .multiply(s.multiply(inverse).mod(CURVE.getN()))
        .subtract(CURVE.getG().multiply(e.multiply(inverse).mod(CURVE.getN())))
        .normalize()
        .getEncoded(true);
  }

  private static byte[] keccak(byte[] message) {
    KeccakDigest keccak = new KeccakDigest(Byte.SIZE * SIZE);
    keccak.update(message, 0, message.length);
    byte[] digest = new byte[SIZE];
    keccak.doFinal(digest, 0);
    return digest;
  }

  private static byte[] octets(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] octets = new byte[SIZE];
    int length = Math.min(bytes.length, SIZE);
    System.arraycopy(bytes, bytes.length - length, octets, SIZE - length, length);
    return octets;
  }
}
