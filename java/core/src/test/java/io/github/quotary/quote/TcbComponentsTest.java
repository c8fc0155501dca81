package io.github.quotary.quote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcbComponentsTest {
  private static final TcbComponents FIVES = filled(5);

  private static TcbComponents filled(int svn) {
    byte[] svns = new byte[16];
    Arrays.fill(svns, (byte) svn);
    return TcbComponents.of(svns);
  }

  private static TcbComponents fivesBut(int index, int svn) {
    byte[] svns = FIVES.toByteArray();
    svns[index] = (byte) svn;
    return TcbComponents.of(svns);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 17})
  void areSixteen(int count) {
    assertThrows(IllegalArgumentException.class, () -> TcbComponents.of(new byte[count]));
  }

  @Test
  void dominateInEveryComponentOrNotAtAll() {
    assertTrue(FIVES.dominates(FIVES));
    for (int i = 0; i < 16; i++) {
      assertTrue(fivesBut(i, 6).dominates(FIVES), "component " + i);
      assertFalse(fivesBut(i, 4).dominates(FIVES), "component " + i);
      assertFalse(FIVES.dominates(fivesBut(i, 6)), "component " + i);
    }
  }

  @Test
  void aLackInOneComponentIsNotMadeUpByAnother() {
    byte[] svns = filled(255).toByteArray();
    svns[15] = 4;
    assertFalse(TcbComponents.of(svns).dominates(FIVES));
  }

  @Test
  void skipOnlyTheComponentsBeforeTheFirst() {
    assertTrue(fivesBut(0, 0).dominatesFrom(2, FIVES));
    assertTrue(fivesBut(1, 0).dominatesFrom(2, FIVES));
    assertFalse(fivesBut(2, 0).dominatesFrom(2, FIVES));
    assertFalse(fivesBut(15, 0).dominatesFrom(2, FIVES));
  }

  @Test
  void areUnsigned() {
    assertEquals(255, filled(255).svn(7));
    assertTrue(filled(128).dominates(filled(127)));
    assertTrue(filled(128).compareTo(filled(127)) > 0);
  }

  @Test
  void areSortedByTheFirstDifference() {
    assertTrue(fivesBut(0, 6).compareTo(fivesBut(1, 255)) > 0);
    assertTrue(fivesBut(15, 6).compareTo(FIVES) > 0);
    assertEquals(0, FIVES.compareTo(filled(5)));
  }

  @Test
  void areImmutableAndEqualByValue() {
    byte[] source = FIVES.toByteArray();
    TcbComponents components = TcbComponents.of(source);
    source[3] = 9;
    components.toByteArray()[4] = 9;
    assertEquals(FIVES, components);
    assertEquals(FIVES.hashCode(), components.hashCode());
    assertNotEquals(FIVES, fivesBut(9, 4));
    assertArrayEquals(FIVES.toByteArray(), components.toByteArray());
  }

  @Test
  void areShownInDecimal() {
    assertEquals("255 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5", fivesBut(0, 255).toString());
  }

  @Test
  void canBeRaisedOneByOneOrAllTogether() {
    assertEquals(fivesBut(3, 255), FIVES.with(3, 255));
    assertEquals(FIVES, filled(5).with(15, 5));
    assertThrows(IllegalArgumentException.class, () -> FIVES.with(0, 256));
    assertThrows(IllegalArgumentException.class, () -> FIVES.with(0, -1));
    assertEquals(FIVES.with(0, 200), fivesBut(0, 200).max(fivesBut(1, 4)));
    assertEquals(FIVES.with(0, 200), fivesBut(1, 4).max(fivesBut(0, 200)));
  }
}
