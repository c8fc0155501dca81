package io.github.quotary.simulator.domain.web;

import io.github.quotary.simulator.octets.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
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
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * A P-256 key pair of the web's side: of a certificate authority or of a TLS server. It comes from
 * seed and name, and signs certificates deterministically (RFC 6979 with SHA-256).
 */
public final class WebKey {
  private static final int BITS = 256;
  private static final ECDomainParameters CURVE = curve();
  private static final AlgorithmIdentifier ALGORITHM =
      new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1);

  private final BigInteger scalar;
  private final ECPoint point;

  private WebKey(BigInteger scalar) {
    this.scalar = scalar;
    point = new FixedPointCombMultiplier().multiply(CURVE.getG(), scalar).normalize();
  }

  private static ECDomainParameters curve() {
    X9ECParameters named = CustomNamedCurves.getByOID(SECObjectIdentifiers.secp256r1);
    return new ECDomainParameters(named.getCurve(), named.getG(), named.getN(), named.getH());
  }

  /** The key pair of this name: the first hash that is a scalar of the curve. */
  static WebKey derive(long seed, String name) {
    for (int attempt = 0; ; attempt++) {
      String label = "quotary domain laboratory key|" + seed + "|" + name + "|" + attempt;
      byte[] hash = Digests.sha256(label.getBytes(StandardCharsets.UTF_8));
      BigInteger scalar = new BigInteger(1, hash);
      if (scalar.signum() > 0 && scalar.compareTo(CURVE.getN()) < 0) {
        return new WebKey(scalar);
      }
    }
  }

  /** SubjectPublicKeyInfo with an uncompressed point: 91 octets of DER. */
  public byte[] publicKeyDer() {
    return der(publicKeyInfo());
  }

  /** SubjectPublicKeyInfo of the same key with a compressed point: 59 octets of DER. */
  public byte[] compressedPublicKeyDer() {
    return der(new SubjectPublicKeyInfo(ALGORITHM, point.getEncoded(true)));
  }

  SubjectPublicKeyInfo publicKeyInfo() {
    return new SubjectPublicKeyInfo(ALGORITHM, point.getEncoded(false));
  }

  /** The public point, 65 octets, 0x04 first. */
  byte[] publicPoint() {
    return point.getEncoded(false);
  }

  /** The private key in the form in which TLS wants it. */
  PrivateKey privateKey() {
    try {
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(privateKeyDer()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK reads P-256 keys", e);
    }
  }

  /** The private key, PKCS #8. */
  byte[] privateKeyDer() {
    ECPrivateKey key = new ECPrivateKey(BITS, scalar, new DERBitString(publicPoint()), null);
    try {
      return new PrivateKeyInfo(ALGORITHM, key).getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The DER of {@code SEQUENCE { r, s }} over the SHA-256 of the message. */
  byte[] sign(byte[] message) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(scalar, CURVE));
    BigInteger[] rs = signer.generateSignature(Digests.sha256(message));
    return der(
        new DERSequence(new ASN1Encodable[] {new ASN1Integer(rs[0]), new ASN1Integer(rs[1])}));
  }

  static byte[] der(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
