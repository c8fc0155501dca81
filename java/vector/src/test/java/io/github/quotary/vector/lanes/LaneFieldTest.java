package io.github.quotary.vector.lanes;

import static io.github.quotary.vector.lanes.LaneField.ELEMENT;
import static io.github.quotary.vector.lanes.LaneField.LANES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Field arithmetic against big integers, with limbs at the bounds that are promised. */
class LaneFieldTest {
  private static final int ROUNDS = 4000;

  private final Random random = new Random(20261129);

  private static void assertReduced(long[] a, int at, int lane) {
    for (int i = 0; i < 4; i++) {
      assertTrue(Math.abs(a[at + LANES * i + lane]) <= 1L << 51, "a limb is too large");
    }
    assertTrue(
        Numbers.value(a, at, lane).abs().compareTo(Numbers.REDUCED) <= 0, "the value is too large");
  }

  /** Where values are within what is promised for a difference and a reduced element. */
  @Test
  void productsAreRightAtTheBoundsOfLimbs() {
    BigInteger inverse = Numbers.R.modInverse(Numbers.P);
    for (int round = 0; round < ROUNDS; round++) {
      long[] a = Numbers.edges(random, 52, 48);
      long[] b = Numbers.edges(random, 51, 47);
      long[] product = new long[ELEMENT];
      if (round % 2 == 0) {
        LaneProduct.multiply(product, 0, a, 0, b, 0);
      } else {
        LaneProduct.multiply(product, 0, b, 0, a, 0);
      }
      for (int lane = 0; lane < LANES; lane++) {
        BigInteger expected = Numbers.value(a, 0, lane).multiply(Numbers.value(b, 0, lane));
        assertEquals(
            expected.multiply(inverse).mod(Numbers.P),
            Numbers.value(product, 0, lane).mod(Numbers.P));
        assertReduced(product, 0, lane);
      }
    }
  }

  /** All limbs at one of their two bounds: no column can be larger. */
  @Test
  void columnsDoNotOverflow() {
    BigInteger inverse = Numbers.R.modInverse(Numbers.P);
    for (int signs = 0; signs < 1 << 10; signs += LANES) {
      long[] a = new long[ELEMENT];
      long[] b = new long[ELEMENT];
      for (int lane = 0; lane < LANES; lane++) {
        for (int i = 0; i < 5; i++) {
          a[LANES * i + lane] = ((signs + lane) >> i & 1) == 0 ? 1L << 52 : -(1L << 52);
          b[LANES * i + lane] = ((signs + lane) >> (5 + i) & 1) == 0 ? 1L << 51 : -(1L << 51);
        }
      }
      long[] product = new long[ELEMENT];
      LaneProduct.multiply(product, 0, a, 0, b, 0);
      for (int lane = 0; lane < LANES; lane++) {
        BigInteger expected = Numbers.value(a, 0, lane).multiply(Numbers.value(b, 0, lane));
        assertEquals(
            expected.multiply(inverse).mod(Numbers.P),
            Numbers.value(product, 0, lane).mod(Numbers.P));
      }
    }
  }

  @Test
  void productsMayOverwriteTheirFactors() {
    long[] a = Numbers.edges(random, 51, 47);
    long[] expected = new long[ELEMENT];
    LaneProduct.multiply(expected, 0, a, 0, a, 0);
    LaneProduct.multiply(a, 0, a, 0, a, 0);
    for (int i = 0; i < ELEMENT; i++) {
      assertEquals(expected[i], a[i]);
    }
  }

  @Test
  void reducesWhateverIsWithinItsBounds() {
    for (int round = 0; round < ROUNDS; round++) {
      long[] a = Numbers.edges(random, 58, round % 2 == 0 ? 59 : 51);
      long[] reduced = a.clone();
      LaneField.reduce(reduced, 0);
      for (int lane = 0; lane < LANES; lane++) {
        assertEquals(
            Numbers.value(a, 0, lane).mod(Numbers.P),
            Numbers.value(reduced, 0, lane).mod(Numbers.P));
        assertReduced(reduced, 0, lane);
      }
    }
  }

  @Test
  void multiplesOfPAreZeroOnceTheyAreReduced() {
    long[] a = new long[ELEMENT];
    for (int lane = 0; lane < LANES; lane++) {
      BigInteger value = Numbers.P.multiply(BigInteger.valueOf(lane - 4));
      for (int i = 0; i < 5; i++) {
        a[LANES * i + lane] =
            i < 4
                ? value.shiftRight(52 * i).longValue() & LaneField.MASK
                : value.shiftRight(52 * i).longValue();
      }
    }
    a[3] += 1;
    a[LANES * 4 + 6] += 1;
    LaneField.reduce(a, 0);
    assertEquals(0b10110111, LaneField.zeros(a, 0));
  }

  @Test
  void unpacksAllIntegersBelowP() {
    for (int round = 0; round < ROUNDS; round++) {
      BigInteger[] values = new BigInteger[LANES];
      long[] words = new long[4 * LANES];
      long[] signs = new long[LANES];
      for (int lane = 0; lane < LANES; lane++) {
        BigInteger value =
            switch (random.nextInt(4)) {
              case 0 -> Numbers.P.subtract(BigInteger.valueOf(random.nextInt(1, 4)));
              case 1 -> BigInteger.ONE.shiftLeft(random.nextInt(256)).subtract(BigInteger.ONE);
              case 2 -> BigInteger.ONE.shiftLeft(random.nextInt(255));
              default -> new BigInteger(256, random);
            };
        values[lane] = value.mod(Numbers.P);
        signs[lane] = -random.nextInt(2);
        for (int i = 0; i < 4; i++) {
          words[LANES * i + lane] = values[lane].shiftRight(64 * i).longValue();
        }
      }
      long[] element = new long[ELEMENT];
      LaneField.unpack(element, 0, words, 0, signs, 0);
      for (int lane = 0; lane < LANES; lane++) {
        BigInteger expected = signs[lane] == 0 ? values[lane] : values[lane].negate();
        assertEquals(expected.mod(Numbers.P), Numbers.value(element, 0, lane).mod(Numbers.P));
        assertReduced(element, 0, lane);
      }
    }
  }

  @Test
  void invertsEightLanesAtOnce() {
    LaneInverse inverse = new LaneInverse();
    for (int round = 0; round < 100; round++) {
      BigInteger[] values = new BigInteger[LANES];
      long[] element = new long[ELEMENT];
      for (int lane = 0; lane < LANES; lane++) {
        values[lane] =
            round == 0
                ? BigInteger.valueOf(lane + 1)
                : new BigInteger(300, random)
                    .mod(Numbers.P.subtract(BigInteger.ONE))
                    .add(BigInteger.ONE);
        Numbers.set(element, 0, lane, values[lane]);
      }
      inverse.invert(element, 0, element, 0);
      for (int lane = 0; lane < LANES; lane++) {
        assertEquals(values[lane].modInverse(Numbers.P), Numbers.plain(element, 0, lane));
        assertReduced(element, 0, lane);
      }
    }
  }
}
