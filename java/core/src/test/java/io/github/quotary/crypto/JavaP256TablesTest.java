package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.crypto.p256.PointTable;
import io.github.quotary.crypto.p256.SpacedTable;
import io.github.quotary.crypto.p256.WindowTable;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;

/** Which keys get a table, and which tables make room. */
class JavaP256TablesTest {
  private static final ECPoint G = CustomNamedCurves.getByName("secp256r1").getG();
  private static final long ONE_TABLE = SpacedTable.BYTES;

  private static P256PublicKey key(int number) {
    ECPoint point = G.multiply(BigInteger.valueOf(1000 + number));
    return P256PublicKey.ofUncompressed(point.getEncoded(false)).orElseThrow();
  }

  private static void hint(KeyTables tables, P256PublicKey key, int times) {
    for (int i = 0; i < times; i++) {
      tables.hint(key);
    }
  }

  @Test
  void aTableComesWithTheThirdHint() {
    KeyTables tables = new KeyTables(10 * ONE_TABLE);
    hint(tables, key(1), 2);
    assertNull(tables.find(key(1)));
    hint(tables, key(2), 2);
    hint(tables, key(1), 1);
    PointTable table = tables.find(key(1));
    assertNotNull(table);
    assertNull(tables.find(key(2)));
    hint(tables, key(1), 5);
    assertSame(table, tables.find(key(1)));
    assertEquals(ONE_TABLE, tables.bytes());
  }

  /** Looking for a key is not a hint: strangers' signatures cost no memory. */
  @Test
  void keysWithoutAHintGetNone() {
    JavaP256 engine = new JavaP256(64L << 20);
    P256Signature signature = P256Signature.of(BigInteger.TEN, BigInteger.TEN);
    for (int i = 0; i < 5; i++) {
      engine.verify(key(1), new byte[32], signature);
    }
    assertEquals(0, engine.tables().size());
  }

  private static KeyTables three() {
    KeyTables tables = new KeyTables(3 * ONE_TABLE + 1);
    for (int number = 1; number <= 3; number++) {
      hint(tables, key(number), 3);
    }
    return tables;
  }

  @Test
  void theTableThatIsUsedLeastMakesRoom() {
    KeyTables tables = three();
    hint(tables, key(1), 5);
    hint(tables, key(3), 1);
    hint(tables, key(4), 8);
    assertNull(tables.find(key(2)));
    assertNotNull(tables.find(key(1)));
    assertNotNull(tables.find(key(3)));
    assertNotNull(tables.find(key(4)));
    assertEquals(1, tables.evictions());
    assertTrue(tables.bytes() <= 3 * ONE_TABLE);
  }

  /**
   * More keys than there is room for, each met as often as the others: no table is made in vain.
   */
  @Test
  void tablesDoNotTakeTurns() {
    KeyTables tables = three();
    for (int round = 0; round < 500; round++) {
      for (int number = 1; number <= 6; number++) {
        hint(tables, key(number), 1);
      }
    }
    assertEquals(3, tables.size());
    assertTrue(tables.evictions() <= 3, "made in vain: " + tables.evictions());
  }

  /** Those that were met often once are outweighed by those that are met now. */
  @Test
  void newKeysComeThrough() {
    KeyTables tables = three();
    for (int number = 1; number <= 3; number++) {
      hint(tables, key(number), 1000);
    }
    for (int round = 0; round < 1000; round++) {
      for (int number = 4; number <= 6; number++) {
        hint(tables, key(number), 1);
      }
    }
    for (int number = 4; number <= 6; number++) {
      assertNotNull(tables.find(key(number)), "key " + number);
    }
  }

  /** Many hosts by turns: none prevents another from being counted. */
  @Test
  void manyKeysByTurnsAreAllPrepared() {
    PreparedKeys<P256PublicKey> keys =
        new PreparedKeys<>(1000, TableMaker.ofOneSize(1, key -> key));
    List<P256PublicKey> hosts = IntStream.range(0, 500).mapToObj(JavaP256TablesTest::key).toList();
    for (int round = 0; round < 12; round++) {
      hosts.forEach(keys::hint);
    }
    hosts.forEach(key -> assertSame(key, keys.find(key)));
    assertEquals(0, keys.evictions());
  }

  @Test
  void aBudgetBelowOneTableKeepsNone() {
    KeyTables tables = new KeyTables(ONE_TABLE - 1);
    hint(tables, key(1), 5);
    assertNull(tables.find(key(1)));
    assertEquals(0, tables.bytes());
  }

  /** A key in frequent use has a large table while there is room, and small ones come first. */
  @Test
  void frequentKeysHaveLargeTables() {
    long large = WindowTable.bytes(KeyTables.WIDTH);
    KeyTables tables = new KeyTables(large + 20 * ONE_TABLE);
    hint(tables, key(1), 100);
    assertTrue(tables.find(key(1)) instanceof WindowTable);
    assertEquals(large + ONE_TABLE, tables.bytes());
    for (int number = 2; number <= 20; number++) {
      hint(tables, key(number), 3);
      assertTrue(tables.find(key(number)) instanceof SpacedTable);
      assertTrue(tables.find(key(1)) instanceof WindowTable);
    }
    hint(tables, key(21), 3);
    assertEquals(21, tables.size());
    assertTrue(tables.find(key(1)) instanceof SpacedTable);
    assertEquals(0, tables.evictions());
  }

  /** Bouncy Castle's and a provider's form of a key are cached by the same rule. */
  @Test
  void bouncyCastleCachesKeysWithHints() {
    BouncyCastleP256 engine = (BouncyCastleP256) EcdsaP256.bouncyCastle();
    P256Signature good = P256Signature.of(key(1).x(), key(1).x());
    byte[] other = new byte[32];
    other[31] = 1;
    for (int round = 0; round < 20; round++) {
      assertTrue(engine.verify(key(1), new byte[32], good));
      assertFalse(engine.verify(key(1), other, good));
      assertFalse(engine.verify(key(2), new byte[32], good));
      assertEquals(round < 3 ? 0 : 1, engine.cachedKeys());
      engine.preparationHint(key(1));
    }
  }

  /** A thousand platforms have large tables, and each of a hundred thousand has one at all. */
  @Test
  void theBudgetFollowsThePlatforms() {
    assertTrue(EcdsaP256.tableBytes(10_000) <= 104L << 20);
    assertTrue(
        EcdsaP256.tableBytes(10_000) >= 1_000 * (ONE_TABLE + WindowTable.bytes(KeyTables.WIDTH)));
    assertTrue(EcdsaP256.tableBytes(100_000) >= 100_000 * ONE_TABLE);
    assertThrows(IllegalArgumentException.class, () -> EcdsaP256.tableBytes(-1));
    int hosts = 300;
    KeyTables tables = new KeyTables(hosts * ONE_TABLE);
    for (int number = 0; number < hosts; number++) {
      hint(tables, key(number), 3);
    }
    for (int number = 0; number < hosts; number++) {
      assertNotNull(tables.find(key(number)));
    }
  }

  @Test
  void intelsRootKeyAlwaysHasOne() {
    assertNotNull(new KeyTables(0).find(IntelRootKey.KEY));
  }

  /** Four threads verify and give hints while tables come and go: every answer stays right. */
  @Test
  void answersStayRightWhileTablesComeAndGo() throws Exception {
    long large = WindowTable.bytes(KeyTables.WIDTH);
    JavaP256 engine = new JavaP256(large + 4 * ONE_TABLE);
    List<P256PublicKey> keys = IntStream.range(0, 8).mapToObj(JavaP256TablesTest::key).toList();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<Integer> work = () -> wrongAnswers(engine, keys);
      for (Future<Integer> wrong : threads.invokeAll(List.of(work, work, work, work))) {
        assertEquals(0, wrong.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertTrue(engine.tables().bytes() <= large + 4 * ONE_TABLE);
  }

  /** A digest of 0 makes r = s = x(Q) a signature of Q. */
  private static int wrongAnswers(EcdsaP256 engine, List<P256PublicKey> keys) {
    int wrong = 0;
    byte[] zero = new byte[32];
    byte[] other = new byte[32];
    other[31] = 1;
    P256Batch batch = new P256Batch(16);
    for (int round = 0; round < 40; round++) {
      batch.clear();
      for (P256PublicKey key : keys) {
        engine.preparationHint(key);
        P256Signature signature = P256Signature.of(key.x(), key.x());
        wrong += engine.verify(key, zero, signature) ? 0 : 1;
        wrong += engine.verify(key, other, signature) ? 1 : 0;
        batch.add(key, zero, signature);
        batch.add(key, other, signature);
      }
      engine.verifyAll(batch);
      for (int lane = 0; lane < batch.size(); lane++) {
        wrong += batch.isVerified(lane) == (lane % 2 == 0) ? 0 : 1;
      }
    }
    return wrong;
  }
}
