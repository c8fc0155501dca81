package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;

/** Which size of table a key gets: many small ones or few large ones in the same bytes. */
class PreparedKeysTest {
  private static final int SMALL = 4;
  private static final int LARGE = 80;
  private static final int OFTEN = 2 * PreparedKeys.MAX_COUNT;
  private static final List<P256PublicKey> HOSTS = hosts(400);

  private static List<P256PublicKey> hosts(int count) {
    ECPoint g = CustomNamedCurves.getByName("secp256r1").getG();
    ECPoint point = g.multiply(BigInteger.valueOf(1 << 20));
    List<P256PublicKey> hosts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      hosts.add(P256PublicKey.ofUncompressed(point.getEncoded(false)).orElseThrow());
      point = point.add(g);
    }
    return List.copyOf(hosts);
  }

  /** A table that knows its key and size. */
  private record Table(P256PublicKey key, TableSize size) {}

  /** Counts what was made. */
  private static final class Maker implements TableMaker<Table> {
    private final AtomicInteger small = new AtomicInteger();
    private final AtomicInteger large = new AtomicInteger();

    @Override
    public long bytes(TableSize size) {
      return size == TableSize.SMALL ? SMALL : LARGE;
    }

    @Override
    public Table make(P256PublicKey key, TableSize size) {
      (size == TableSize.SMALL ? small : large).incrementAndGet();
      return new Table(key, size);
    }
  }

  private final Maker maker = new Maker();

  private static void meet(PreparedKeys<Table> keys, int from, int to, int times) {
    for (int round = 0; round < times; round++) {
      HOSTS.subList(from, to).forEach(keys::hint);
    }
  }

  private static long large(PreparedKeys<Table> keys) {
    return HOSTS.stream()
        .map(keys::find)
        .filter(table -> table != null && table.size() == TableSize.LARGE)
        .count();
  }

  @Test
  void fewKeysHaveLargeTables() {
    PreparedKeys<Table> keys = new PreparedKeys<>(1000, maker);
    meet(keys, 0, 10, OFTEN);
    assertEquals(10, large(keys));
    assertEquals(10 * (SMALL + LARGE), keys.bytes());
    assertEquals(10, maker.large.get());
  }

  /** All have tables, and as many a large one as there is room for. */
  @Test
  void someHaveLargeTablesAmongMore() {
    PreparedKeys<Table> keys = new PreparedKeys<>(1000, maker);
    meet(keys, 0, 60, OFTEN);
    assertEquals(60, keys.size());
    assertEquals((1000 - 60 * SMALL) / LARGE, large(keys));
  }

  @Test
  void manyKeysHaveSmallTables() {
    PreparedKeys<Table> keys = new PreparedKeys<>(1000, maker);
    meet(keys, 0, 250, OFTEN);
    assertEquals(250, keys.size());
    assertEquals(0, large(keys));
    assertEquals(250, maker.small.get());
    assertEquals(0, keys.evictions());
  }

  /** Hosts that come later push large tables out one by one, never a key. */
  @Test
  void largeTablesGiveWayToNewKeys() {
    PreparedKeys<Table> keys = new PreparedKeys<>(1000, maker);
    meet(keys, 0, 10, OFTEN);
    for (int count = 11; count <= 250; count++) {
      meet(keys, count - 1, count, 3);
      assertEquals(count, keys.size());
      assertTrue(keys.bytes() <= 1000);
      long room = 1000 - count * SMALL;
      assertEquals(Math.min(10, room / LARGE), large(keys));
    }
    assertEquals(10, maker.large.get());
    assertEquals(0, keys.evictions());
  }

  /** Nothing is made in vain when more keys than there is room for are met by turns. */
  @Test
  void tooManyKeysDoNotTakeTurns() {
    PreparedKeys<Table> keys = new PreparedKeys<>(1000, maker);
    meet(keys, 0, 400, 200);
    assertEquals(250, keys.size());
    assertTrue(maker.small.get() <= 300, "made: " + maker.small);
    assertEquals(0, maker.large.get());
  }

  /** Hosts that are met no more lose their large tables to those that are met now. */
  @Test
  void largeTablesFollowUse() {
    PreparedKeys<Table> keys = new PreparedKeys<>(1000, maker);
    meet(keys, 0, 20, OFTEN);
    assertEquals((1000 - 20 * SMALL) / LARGE, large(keys));
    HOSTS.subList(0, 10).forEach(host -> assertEquals(TableSize.LARGE, size(keys, host)));
    meet(keys, 10, 20, 1000);
    HOSTS.subList(10, 20).forEach(host -> assertEquals(TableSize.LARGE, size(keys, host)));
    assertEquals(20, keys.size());
  }

  /** Hosts that are all met alike do not exchange their large tables. */
  @Test
  void largeTablesDoNotTakeTurns() {
    PreparedKeys<Table> keys = new PreparedKeys<>(1000, maker);
    meet(keys, 0, 50, 5000);
    assertEquals(large(keys), maker.large.get());
  }

  private static TableSize size(PreparedKeys<Table> keys, P256PublicKey host) {
    Table table = keys.find(host);
    assertNotNull(table);
    return table.size();
  }

  @Test
  void oneSizeIsNeverMadeTwice() {
    AtomicInteger made = new AtomicInteger();
    PreparedKeys<Integer> keys =
        new PreparedKeys<>(10, TableMaker.ofOneSize(1, key -> made.incrementAndGet()));
    for (int round = 0; round < OFTEN; round++) {
      keys.hint(HOSTS.get(0));
    }
    assertEquals(1, made.get());
    assertEquals(1, keys.bytes());
  }

  /**
   * Four threads meet hosts in different orders: every table is its key's, and bytes stay bound.
   */
  @Test
  void threadsShareIt() throws Exception {
    PreparedKeys<Table> keys = new PreparedKeys<>(600, maker);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Integer>> work = new ArrayList<>();
      for (int step : new int[] {1, 3, 7, 11}) {
        work.add(() -> wrongTables(keys, step));
      }
      for (Future<Integer> wrong : threads.invokeAll(work)) {
        assertEquals(0, wrong.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(keys.size() * SMALL + large(keys) * LARGE, keys.bytes());
    assertTrue(keys.bytes() <= 600);
  }

  private static int wrongTables(PreparedKeys<Table> keys, int step) {
    int wrong = 0;
    for (int i = 0; i < 200_000; i++) {
      // The number of hosts grows while they are met.
      P256PublicKey host = HOSTS.get(i * step % (10 + i / 500 % 390));
      Table table = keys.find(host);
      wrong += table == null || table.key().equals(host) ? 0 : 1;
      wrong += keys.bytes() <= 600 ? 0 : 1;
      keys.hint(host);
    }
    return wrong;
  }
}
