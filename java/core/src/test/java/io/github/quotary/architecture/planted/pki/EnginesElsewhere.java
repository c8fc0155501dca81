package io.github.quotary.architecture.planted.pki;

import static io.github.quotary.architecture.HouseRule.LEAVES_PROVIDERS_ALONE;
import static io.github.quotary.architecture.HouseRule.USES_BOUNCY_CASTLE_ENGINES_IN_CRYPTO;
import static io.github.quotary.architecture.HouseRule.VERIFIES_SIGNATURES_IN_CRYPTO;

import io.github.quotary.architecture.Breaks;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.function.ToIntFunction;
import org.bouncycastle.asn1.ASN1Integer;

/** Providers and engines outside the package that may touch them. */
final class EnginesElsewhere {
  @Breaks(USES_BOUNCY_CASTLE_ENGINES_IN_CRYPTO)
  Object engine() {
    return new org.bouncycastle.crypto.digests.SHA256Digest();
  }

  @Breaks(VERIFIES_SIGNATURES_IN_CRYPTO)
  Object signature() throws NoSuchAlgorithmException {
    return java.security.Signature.getInstance("SHA256withECDSA");
  }

  @Breaks(VERIFIES_SIGNATURES_IN_CRYPTO)
  Object keys() throws NoSuchAlgorithmException {
    return java.security.KeyFactory.getInstance("EC");
  }

  @Breaks(LEAVES_PROVIDERS_ALONE)
  void add(Provider provider) {
    Security.addProvider(provider);
  }

  @Breaks(LEAVES_PROVIDERS_ALONE)
  ToIntFunction<Provider> addByReference() {
    return Security::addProvider;
  }

  @Breaks(LEAVES_PROVIDERS_ALONE)
  void insert(Provider provider) {
    Security.insertProviderAt(provider, 1);
  }

  @Breaks(LEAVES_PROVIDERS_ALONE)
  void remove() {
    Security.removeProvider("SunEC");
  }

  @Breaks(LEAVES_PROVIDERS_ALONE)
  void set() {
    Security.setProperty("keystore.type", "pkcs12");
  }

  Object looking() {
    return Security.getProvider("SunEC");
  }

  Object asn1() {
    return new ASN1Integer(1);
  }
}
