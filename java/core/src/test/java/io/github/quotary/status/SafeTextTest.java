package io.github.quotary.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "cn=Intel SGX Root CA, o=Intel", "b\u00fccher \u66f8", "\ud83d\ude00"})
  void lettersOfAnyScriptStay(String text) {
    assertEquals(text, SafeText.of(text));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "9, 9",
    "10, a",
    "13, d",
    "27, 1b",
    "127, 7f",
    "133, 85",
    "155, 9b",
    "8206, 200e",
    "8234, 202a",
    "8238, 202e",
    "8294, 2066",
    "8297, 2069",
    "1564, 61c",
    "8203, 200b",
    "8232, 2028",
    "8233, 2029",
    "65279, feff",
    "57344, e000",
    "1114111, 10ffff",
    "917569, e0041",
    "92, 5c",
    "55296, d800",
    "57343, dfff"
  })
  void whatCouldActOrDeceiveIsEscaped(int codePoint, String hex) {
    assertEquals("a\\u{" + hex + "}b", SafeText.of("a" + Character.toString(codePoint) + "b"));
    assertFalse(SafeText.isPlain(codePoint));
  }

  @Test
  void surrogatesOfNoPairAreEscapedEachForItself() {
    assertEquals("\\u{de00}\\u{d83d}", SafeText.of("\ude00\ud83d"));
    assertEquals("\\u{d83d}\ud83d\ude00", SafeText.of("\ud83d\ud83d\ude00"));
  }

  /** A name that spells an escape looks like nothing but a name that spells an escape. */
  @Test
  void anEscapeCannotBeForged() {
    assertEquals("\\u{5c}u{202e}", SafeText.of("\\u{202e}"));
    assertEquals("\\u{202e}", SafeText.of("\u202e"));
  }

  @Test
  void aCutTextSaysHowLongItWas() {
    assertEquals("a".repeat(100), SafeText.of("a".repeat(100), 100));
    assertEquals("a".repeat(100 - 20) + "... (101 characters)", SafeText.of("a".repeat(101), 100));
  }

  @Test
  void anEscapeIsNeverCutInTwo() {
    for (int length = 0; length < 100; length++) {
      String safe = SafeText.of("a".repeat(length) + "\u202e".repeat(50), 100);
      assertTrue(safe.length() <= 100, safe);
      String shown = safe.substring(0, safe.indexOf("..."));
      assertEquals("", shown.replace("\\u{202e}", "").replace("a", ""));
    }
  }

  @Test
  void aPairIsNeverCutInTwo() {
    for (int max = 40; max < 50; max++) {
      String safe = SafeText.of("\ud83d\ude00".repeat(60), max);
      assertTrue(safe.length() <= max, safe);
      assertEquals(safe, SafeText.of(safe));
    }
  }

  @Test
  void aBoundMustLeaveRoomForTheEnd() {
    assertThrows(IllegalArgumentException.class, () -> SafeText.of("a", 5));
    assertEquals("a", SafeText.of("a", 27));
  }
}
