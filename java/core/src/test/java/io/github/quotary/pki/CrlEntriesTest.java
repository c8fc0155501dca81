package io.github.quotary.pki;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import java.math.BigInteger;
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
    assertEquals(
        "The revocation list has " + more.length / 2 + " bytes of DER; the limit is " + MAX_LENGTH,
        assertThrows(PkiFormatException.class, () -> Crl.parse(more)).problem());
  }
}
