package io.github.quotary.pki;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick readers leave a moment that does not exist to the others. */
class ImpossibleTimeTest {
  private static DerCursor cursor(String text) {
    byte[] der = new byte[text.length() + 2];
    der[0] = 0x17;
    der[1] = (byte) text.length();
    System.arraycopy(text.getBytes(US_ASCII), 0, der, 2, text.length());
    return new DerCursor(der);
  }

  @ParameterizedTest
  @ValueSource(strings = {"260230000000Z", "261301000000Z", "260601240000Z", "260601006000Z"})
  void isNotRead(String text) {
    assertThrows(OtherLayoutException.class, () -> cursor(text).time());
  }

  @Test
  void anotherIsRead() throws OtherLayoutException {
    assertEquals(Instant.parse("2026-06-01T00:00:00Z"), cursor("260601000000Z").time());
  }
}
