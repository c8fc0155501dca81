package io.github.quotary.crypto;

import java.util.Arrays;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;

/**
 * Bouncy Castle's lightweight API; no provider is registered. A point that is used again and again
 * gets a table of multiples, which Bouncy Castle keeps in the point: so the points of keys that are
 * expected again are cached, and their signatures take less than half the time of others.
 */
final class BouncyCastleP256 extends EcdsaP256 {
  /** What a point takes with its tables, about. */
  static final long BYTES_PER_KEY = 5 << 10;

  private static final ECDomainParameters DOMAIN =
      new ECDomainParameters(CustomNamedCurves.getByName("secp256r1"));

  private final PreparedKeys<ECPublicKeyParameters> keys;

  BouncyCastleP256(long tableBytes) {
    keys =
        new PreparedKeys<>(
            tableBytes, TableMaker.ofOneSize(BYTES_PER_KEY, BouncyCastleP256::parameters));
  }

  private static ECPublicKeyParameters parameters(P256PublicKey key) {
    return new ECPublicKeyParameters(DOMAIN.getCurve().createPoint(key.x(), key.y()), DOMAIN);
  }

  @Override
  public String name() {
    return "bc";
  }

  @Override
  public void preparationHint(P256PublicKey key) {
    keys.hint(key);
  }

  /** How many keys are cached. */
  int cachedKeys() {
    return keys.size();
  }

  @Override
  boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature) {
    ECPublicKeyParameters cached = keys.find(key);
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, cached != null ? cached : parameters(key));
    byte[] message = digest.length == DIGEST_LENGTH ? digest : Arrays.copyOf(digest, DIGEST_LENGTH);
    return signer.verifySignature(message, signature.r(), signature.s());
  }
}
