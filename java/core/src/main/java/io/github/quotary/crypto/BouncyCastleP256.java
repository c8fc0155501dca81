package io.github.quotary.crypto;

import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;

/** Bouncy Castle's lightweight API; no provider is registered. */
final class BouncyCastleP256 extends EcdsaP256 {
  static final BouncyCastleP256 INSTANCE = new BouncyCastleP256();

  private final ECDomainParameters domain;

  private BouncyCastleP256() {
    X9ECParameters curve = CustomNamedCurves.getByName("secp256r1");
    domain = new ECDomainParameters(curve);
  }

  @Override
  public String name() {
    return "bc";
  }

  @Override
  boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature) {
    ECDSASigner signer = new ECDSASigner();
    signer.init(
        false, new ECPublicKeyParameters(domain.getCurve().createPoint(key.x(), key.y()), domain));
    byte[] message = digest.length == DIGEST_LENGTH ? digest : Arrays.copyOf(digest, DIGEST_LENGTH);
    return signer.verifySignature(message, signature.r(), signature.s());
  }
}
