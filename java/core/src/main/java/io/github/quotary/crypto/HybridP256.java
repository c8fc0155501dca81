package io.github.quotary.crypto;

import java.security.Provider;

/**
 * The plain Java engine for keys that have a table, and a provider, which the caller hands over,
 * for the others: each where it is the faster one.
 */
final class HybridP256 extends EcdsaP256 {
  private final JavaP256 tables;
  private final JcaP256 newKeys;
  private final String name;

  /**
   * An engine over a provider.
   *
   * @param tableBytes as for {@link EcdsaP256#java(long)}
   * @throws IllegalArgumentException for a provider that {@link JcaP256} refuses
   */
  HybridP256(Provider provider, long tableBytes) {
    newKeys = new JcaP256(provider);
    tables = new JavaP256(tableBytes);
    name = tables.name() + "+" + provider.getName();
  }

  @Override
  public String name() {
    return name;
  }

  /** A key whose table does not fit may have the provider's own form cached. */
  @Override
  public void preparationHint(P256PublicKey key) {
    tables.preparationHint(key);
    if (!tables.knows(key)) {
      newKeys.preparationHint(key);
    }
  }

  @Override
  boolean gainsByBatches() {
    return true;
  }

  @Override
  boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature) {
    return engine(key).verifyInRange(key, digest, signature);
  }

  @Override
  boolean verifyRaw(P256PublicKey key, byte[] digest, byte[] signature) {
    return engine(key).verifyRaw(key, digest, signature);
  }

  private EcdsaP256 engine(P256PublicKey key) {
    return tables.knows(key) ? tables : newKeys;
  }

  @Override
  public void verifyAll(P256Batch batch) {
    tables.verifyAll(batch, newKeys);
  }
}
