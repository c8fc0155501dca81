package io.github.quotary.simulator.octets;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/**
 * A P-256 key pair whose signatures are deterministic (RFC 6979 with SHA-256), so that every
 * document the simulator signs has one possible signature.
 */
public final class SigningKey {
  /** Octets of one coordinate, and of each half of a raw signature. */
  private static final int FIELD_SIZE = 32;

  private static final ASN1ObjectIdentifier CURVE_NAME = SECObjectIdentifiers.secp256r1;
  private static final ECDomainParameters CURVE = curve();

  private final ECPrivateKeyParameters privateKey;
  private final byte[] uncompressedPoint;
  private final RecentSignatures recent = new RecentSignatures();

  private SigningKey(BigInteger scalar) {
    privateKey = new ECPrivateKeyParameters(scalar, CURVE);
    uncompressedPoint =
        new FixedPointCombMultiplier().multiply(CURVE.getG(), scalar).getEncoded(false);
  }

  private static ECDomainParameters curve() {
    X9ECParameters named = CustomNamedCurves.getByOID(CURVE_NAME);
    return new ECDomainParameters(named.getCurve(), named.getG(), named.getN(), named.getH());
  }

  /** Derives the key called {@code name} from {@code seed}: the first hash that is a scalar. */
  public static SigningKey derive(long seed, String name) {
    for (int attempt = 0; ; attempt++) {
      String label = "quotary simulator key|" + seed + "|" + name + "|" + attempt;
      BigInteger scalar = new BigInteger(1, Digests.sha256(label.getBytes(StandardCharsets.UTF_8)));
      if (scalar.signum() > 0 && scalar.compareTo(CURVE.getN()) < 0) {
        return new SigningKey(scalar);
      }
    }
  }

  /** The order of the group, n. */
  public static BigInteger order() {
    return CURVE.getN();
  }

  /** The public point as 64 octets, x then y, big-endian. */
  public byte[] publicXy() {
    return Arrays.copyOfRange(uncompressedPoint, 1, uncompressedPoint.length);
  }

  /** The public point as 65 octets, 0x04 first. */
  public byte[] publicPoint() {
    return uncompressedPoint.clone();
  }

  public SubjectPublicKeyInfo publicKeyInfo() {
    return new SubjectPublicKeyInfo(
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, CURVE_NAME), publicPoint());
  }

  /** Signs the SHA-256 of {@code message}; 64 octets, r then s, big-endian. */
  public byte[] signRaw(byte[] message) {
    BigInteger[] rs = sign(message);
    byte[] raw = new byte[2 * FIELD_SIZE];
    BigIntegers.asUnsignedByteArray(rs[0], raw, 0, FIELD_SIZE);
    BigIntegers.asUnsignedByteArray(rs[1], raw, FIELD_SIZE, FIELD_SIZE);
    return raw;
  }

  /** Signs the SHA-256 of {@code message}: the two integers r and s. */
  BigInteger[] sign(byte[] message) {
    return recent.get(Digests.sha256(message), this::signDigest).clone();
  }

  private BigInteger[] signDigest(byte[] digest) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, privateKey);
    return signer.generateSignature(digest);
  }
}
