package io.github.quotary.crypto;

/**
 * This library's own engine, in plain Java. Keys that something trusted vouches for get tables,
 * which make their signatures several times faster to verify. Nothing is allocated for a signature
 * and no lock is taken.
 */
final class JavaP256 extends EcdsaP256 {
  private final KeyTables tables;
  private final LendingPool<P256Worker> workers = new LendingPool<>(P256Worker::new);

  JavaP256(long tableBytes) {
    tables = new KeyTables(tableBytes);
  }

  @Override
  public String name() {
    return "java";
  }

  @Override
  public void preparationHint(P256PublicKey key) {
    tables.see(key);
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
    P256Worker worker = workers.take();
    try {
      return worker.verify(key, tables.find(key), digest, signature);
    } finally {
      workers.give(worker);
    }
  }

  @Override
  public void verifyAll(P256Batch batch) {
    P256Worker worker = workers.take();
    try {
      worker.verifyAll(batch, tables);
    } finally {
      workers.give(worker);
    }
  }
}
