package io.github.quotary.crypto.p256;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Scalars in digits add up to what they were, and a table has the point of every digit. */
class ScalarDigitsTest {
  private static final WindowTable SIX = WindowTable.of(P256Curve.GENERATOR, 6);
  private static final SpacedTable SPACED = SpacedTable.of(P256Curve.GENERATOR);

  @Provide
  Arbitrary<BigInteger> words() {
    return P256Numbers.below(BigInteger.ONE.shiftLeft(256));
  }

  @Property
  void windowsAddUp(@ForAll("words") BigInteger scalar) {
    assertWindowsAddUp(SIX, 6, scalar);
    assertWindowsAddUp(Generator.TABLE, Generator.WIDTH, scalar);
  }

  private static void assertWindowsAddUp(WindowTable table, int width, BigInteger scalar) {
    TableTerms terms = new TableTerms();
    table.recode(P256Numbers.limbs(scalar), 0, terms);
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < terms.count(); i++) {
      int window = terms.number(i) >> (width - 1);
      int digit = (terms.number(i) & ((1 << (width - 1)) - 1)) + 1;
      sum = plus(sum, terms.isNegative(i), BigInteger.valueOf(digit).shiftLeft(width * window));
      // Fails for a digit that the table, whose last window is cut short, does not have.
      table.copy(terms, i, new long[10], 0);
    }
    assertEquals(scalar, sum);
    assertEquals(1, terms.places());
    assertEquals(terms.count(), terms.end(0));
  }

  @Provide
  Arbitrary<BigInteger> scalars() {
    return P256Numbers.below(P256Numbers.N);
  }

  @Property
  void placesAddUp(@ForAll("scalars") BigInteger scalar) {
    TableTerms terms = new TableTerms();
    SPACED.recode(P256Numbers.limbs(scalar), 0, terms);
    assertEquals(SpacedTable.SPACING, terms.places());
    BigInteger sum = BigInteger.ZERO;
    int term = 0;
    for (int place = 0; place < terms.places(); place++) {
      sum = sum.shiftLeft(1);
      while (term < terms.end(place)) {
        int block = terms.number(term) / 4;
        BigInteger multiple = BigInteger.valueOf(2 * (terms.number(term) % 4) + 1);
        sum = plus(sum, terms.isNegative(term), multiple.shiftLeft(SpacedTable.SPACING * block));
        SPACED.copy(terms, term++, new long[10], 0);
      }
    }
    assertEquals(terms.count(), term);
    assertEquals(scalar, sum.mod(P256Numbers.N));
  }

  private static BigInteger plus(BigInteger sum, boolean negative, BigInteger term) {
    return negative ? sum.subtract(term) : sum.add(term);
  }

  @Property
  void nonAdjacentFormAddsUp(@ForAll("words") BigInteger scalar) {
    assertAddsUp(4, scalar);
    assertAddsUp(5, scalar);
  }

  private static void assertAddsUp(int width, BigInteger scalar) {
    Wnaf wnaf = new Wnaf(width);
    wnaf.set(P256Numbers.limbs(scalar), 0);
    BigInteger sum = BigInteger.ZERO;
    for (int place = 0; place < wnaf.length(); place++) {
      int digit = wnaf.digit(place);
      assertTrue(digit == 0 || digit % 2 != 0 && Math.abs(digit) < 1 << (width - 1));
      sum = sum.add(BigInteger.valueOf(digit).shiftLeft(place));
    }
    assertEquals(scalar, sum);
  }
}
