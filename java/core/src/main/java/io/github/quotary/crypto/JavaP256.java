package io.github.quotary.crypto;

import org.jspecify.annotations.Nullable;

/**
 * This library's own engine, in plain Java. Keys that are expected again get tables, which make
 * their signatures several times faster to verify. Nothing is allocated for a signature and no lock
 * is taken.
 */
final class JavaP256 extends EcdsaP256 {
  private final KeyTables tables;
  private final InstancePool<P256Worker> workers = new InstancePool<>(P256Worker::new);

  JavaP256(long tableBytes) {
    tables = new KeyTables(tableBytes);
  }

  @Override
  public String name() {
    return "java";
  }

  @Override
  public void preparationHint(P256PublicKey key) {
    tables.hint(key);
  }

  @Override
  boolean gainsByBatches() {
    return true;
  }

  KeyTables tables() {
    return tables;
  }

  @Override
  boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature) {
    return verifyRaw(key, digest, signature.raw());
  }

  @Override
  boolean verifyRaw(P256PublicKey key, byte[] digest, byte[] signature) {
    P256Worker worker = workers.acquire();
    try {
      return worker.verify(key, tables.find(key), digest, signature);
    } finally {
      workers.release(worker);
    }
  }

  /** Whether a key has a table. */
  boolean knows(P256PublicKey key) {
    return tables.find(key) != null;
  }

  @Override
  public void verifyAll(P256Batch batch) {
    verifyAll(batch, null);
  }

  /**
   * Verifies all signatures of a batch.
   *
   * @param newKeys verifies those by keys without a table, or null for this engine itself
   */
  void verifyAll(P256Batch batch, @Nullable EcdsaP256 newKeys) {
    P256Worker worker = workers.acquire();
    try {
      worker.verifyAll(batch, tables, newKeys);
    } finally {
      workers.release(worker);
    }
  }
}
