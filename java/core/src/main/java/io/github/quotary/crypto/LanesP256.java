package io.github.quotary.crypto;

import io.github.quotary.crypto.P256Lanes.Table;
import org.jspecify.annotations.Nullable;

/**
 * An engine on the arithmetic of another module. Keys that are expected again get tables. Nothing
 * is allocated on the heap for a signature and no lock is taken.
 */
final class LanesP256 extends EcdsaP256 {
  private final P256Lanes lanes;
  private final PreparedKeys<Table> keys;
  private final InstancePool<LanesWorker> workers;
  private final Root root;

  LanesP256(P256Lanes lanes, long tableBytes) {
    this.lanes = lanes;
    keys = new PreparedKeys<>(tableBytes, new Maker(lanes, tableBytes));
    workers = new InstancePool<>(() -> new LanesWorker(lanes.workspace(LanesWorker.CAPACITY)));
    root = new Root(lanes);
  }

  @Override
  public String name() {
    return lanes.name();
  }

  @Override
  public void preparationHint(P256PublicKey key) {
    if (!key.equals(IntelRootKey.KEY)) {
      keys.hint(key);
    }
  }

  @Override
  boolean gainsByBatches() {
    return true;
  }

  private @Nullable Table find(P256PublicKey key) {
    return key.equals(IntelRootKey.KEY) ? root.table() : keys.find(key);
  }

  @Override
  boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature) {
    return verifyRaw(key, digest, signature.raw());
  }

  @Override
  boolean verifyRaw(P256PublicKey key, byte[] digest, byte[] signature) {
    LanesWorker worker = workers.acquire();
    try {
      return worker.verify(key, find(key), digest, signature);
    } finally {
      workers.release(worker);
    }
  }

  @Override
  public void verifyAll(P256Batch batch) {
    LanesWorker worker = workers.acquire();
    try {
      worker.verifyAll(batch, this::find);
    } finally {
      workers.release(worker);
    }
  }

  private static final class Maker implements TableMaker<Table> {
    private final P256Lanes lanes;
    private final P256Lanes.Tables tables;

    Maker(P256Lanes lanes, long tableBytes) {
      this.lanes = lanes;
      tables = lanes.tables(tableBytes);
    }

    @Override
    public long bytes(TableSize size) {
      return lanes.tableBytes(size);
    }

    @Override
    public @Nullable Table make(P256PublicKey key, TableSize size) {
      return tables.table(key.raw(), size);
    }
  }

  /** The table of Intel's root key, which stays; made with the first signature by this key. */
  private static final class Root {
    private final P256Lanes lanes;
    private volatile @Nullable Table table;

    Root(P256Lanes lanes) {
      this.lanes = lanes;
    }

    @Nullable Table table() {
      Table made = table;
      return made == null ? make() : made;
    }

    private synchronized @Nullable Table make() {
      if (table == null) {
        Maker maker = new Maker(lanes, lanes.tableBytes(TableSize.LARGE));
        table = maker.make(IntelRootKey.KEY, TableSize.LARGE);
      }
      return table;
    }
  }
}
