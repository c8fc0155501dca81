package io.github.quotary.pki;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A list's length bounds how many entries are looked at, however short its serials are. */
class CrlEntriesTest {
  private static final int MAX_LENGTH = 1 << 20;

  /** Serials of two and three bytes, in the layout of Intel's lists. */
  private static byte[] list(int serials) {
    List<BigInteger> all = IntStream.rangeClosed(1, serials).mapToObj(BigInteger::valueOf).toList();
    return Simulator.seeded(5)
        .evidence(Scenario.upToDate().withPki(pki -> pki.withPckCrl(pki.pckCrl().withRevoked(all))))
        .pckCrl()
        .getBytes(US_ASCII);
  }

  @Test
  void thirtyThousandOfTheShortestAreTheMost() throws PkiFormatException {
    byte[] most = list(29_900);
    int length = most.length / 2;
    assertTrue(length <= MAX_LENGTH && length > MAX_LENGTH - (MAX_LENGTH >> 8), length + " bytes");
    assertEquals(29_900, Crl.parse(most).size());
    byte[] more = list(31_000);
    assertEquals(tooLong(more.length / 2, MAX_LENGTH), problem(more));
  }

  /** Serials of as few bytes as there can be, in a layout that is not Intel's. */
  private static byte[] otherLayout(int serials) {
    CrlWriter writer = CrlWriter.usual();
    for (int i = 0; i < serials; i++) {
      writer.revoke(i + 1, CrlWriter.THIS_UPDATE, 0);
    }
    return writer.der();
  }

  /** Bouncy Castle reads them, which takes time for every entry. */
  @Test
  void aListOfAnotherLayoutIsNoLongerThan256Kibibytes() throws PkiFormatException {
    byte[] most = otherLayout(12_000);
    assertTrue(most.length <= 1 << 18 && most.length > 250_000, most.length + " bytes");
    assertEquals(12_000, Crl.parse(most).size());
    byte[] more = otherLayout(13_000);
    assertEquals(tooLong(more.length, 1 << 18), problem(more));
  }

  /** Bytes behind the list count. */
  @Test
  void theLimitsAreExact() throws PkiFormatException {
    byte[] der = otherLayout(3);
    assertEquals(3, Crl.parse(Arrays.copyOf(der, 1 << 18)).size());
    assertEquals(tooLong((1 << 18) + 1, 1 << 18), problem(Arrays.copyOf(der, (1 << 18) + 1)));
    assertEquals(tooLong(MAX_LENGTH, 1 << 18), problem(Arrays.copyOf(der, MAX_LENGTH)));
    assertEquals(tooLong(MAX_LENGTH + 1, MAX_LENGTH), problem(new byte[MAX_LENGTH + 1]));
  }

  private static String tooLong(int length, int limit) {
    return "The revocation list has " + length + " bytes of DER; the limit is " + limit;
  }

  private static String problem(byte[] list) {
    return assertThrows(PkiFormatException.class, () -> Crl.parse(list)).problem();
  }

  /** A cache of collateral is bounded by it. */
  @Test
  void theMemoryOfAListGrowsWithItsEntries() throws PkiFormatException {
    long few = Crl.parse(otherLayout(1)).retainedBytes();
    long many = Crl.parse(otherLayout(1_001)).retainedBytes();
    assertTrue(few > otherLayout(1).length, few + " bytes");
    assertTrue(many - few >= 100 * 1_000 && many - few < 300 * 1_000, many - few + " bytes");
  }
}
