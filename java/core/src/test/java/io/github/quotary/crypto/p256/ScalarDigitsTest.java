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

  @Provide
  Arbitrary<BigInteger> words() {
    return P256Numbers.below(BigInteger.ONE.shiftLeft(256));
  }

  @Property
  void windowsAddUp(@ForAll("words") BigInteger scalar) {
    assertWindowsAddUp(SIX, 6, scalar);
    assertWindowsAddUp(Generator.TABLE, 8, scalar);
  }

  private static void assertWindowsAddUp(WindowTable table, int width, BigInteger scalar) {
    int[] digits = new int[table.windows()];
    table.recode(P256Numbers.limbs(scalar), 0, digits);
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < digits.length; i++) {
      assertTrue(Math.abs(digits[i]) <= 1 << (width - 1));
      sum = sum.add(BigInteger.valueOf(digits[i]).shiftLeft(width * i));
      if (digits[i] != 0) {
        // Fails for a digit that the table, whose last window is cut short, does not have.
        table.copy(i, digits[i], new long[10], 0);
      }
    }
    assertEquals(scalar, sum);
  }

  @Property
  void nonAdjacentFormAddsUp(@ForAll("words") BigInteger scalar) {
    Wnaf wnaf = new Wnaf();
    wnaf.set(P256Numbers.limbs(scalar), 0);
    BigInteger sum = BigInteger.ZERO;
    for (int place = 0; place < wnaf.length(); place++) {
      int digit = wnaf.digit(place);
      assertTrue(digit == 0 || digit % 2 != 0 && Math.abs(digit) <= Wnaf.MAX_DIGIT);
      sum = sum.add(BigInteger.valueOf(digit).shiftLeft(place));
    }
    assertEquals(scalar, sum);
  }
}
