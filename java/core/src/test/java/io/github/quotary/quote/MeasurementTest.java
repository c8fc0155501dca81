package io.github.quotary.quote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasurementTest {
  private static final byte[] BYTES = {0, 1, (byte) 0xab, (byte) 0xff};

  @Test
  void isNeitherChangedByItsSourceNorByWhatItGives() {
    byte[] source = BYTES.clone();
    Measurement value = Measurement.of(source);
    source[0] = 9;
    value.toByteArray()[1] = 9;
    assertArrayEquals(BYTES, value.toByteArray());
  }

  @Test
  void takesTheRestOfABufferAndLeavesIt() {
    ByteBuffer buffer = ByteBuffer.wrap(BYTES).position(2);
    assertEquals(Measurement.fromHex("abff"), Measurement.of(buffer));
    assertEquals(2, buffer.position());
  }

  @Test
  void isReadInEitherLetterCaseAndShownInLower() {
    assertEquals(Measurement.of(BYTES), Measurement.fromHex("0001ABff"));
    assertEquals("0001abff", Measurement.of(BYTES).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0g", "0x00", " 00", "00 "})
  void refusesWhatIsNoHex(String text) {
    assertThrows(IllegalArgumentException.class, () -> Measurement.fromHex(text));
  }

  /** The message is one line, whatever is in the text. */
  @ParameterizedTest
  @CsvSource({
    "'ab\r\n',  'Character 3 of 4, U+000D, is not a hexadecimal digit'",
    "0xab,     'Character 2 of 4, U+0078, is not a hexadecimal digit'",
    "abc,      '3 hexadecimal digits; two are needed for each byte'"
  })
  void saysWhereItIsNoHex(String text, String message) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> Measurement.fromHex(text)).getMessage());
  }

  @Test
  void givesUnsignedBytes() {
    Measurement value = Measurement.of(BYTES);
    assertEquals(4, value.size());
    assertEquals(0xab, value.unsignedByte(2));
    assertThrows(IndexOutOfBoundsException.class, () -> value.unsignedByte(4));
  }

  @Test
  void isZeroOnlyWithoutAnyBit() {
    assertTrue(Measurement.of(new byte[48]).isZero());
    assertFalse(Measurement.fromHex("00".repeat(47) + "80").isZero());
    assertFalse(Measurement.fromHex("01" + "00".repeat(47)).isZero());
  }

  @Test
  void isEqualByBytesAndLength() {
    assertEquals(Measurement.of(BYTES).hashCode(), Measurement.of(BYTES).hashCode());
    assertNotEquals(Measurement.fromHex("00"), Measurement.fromHex("0000"));
    assertNotEquals(Measurement.fromHex("00"), (Object) "00");
  }
}
