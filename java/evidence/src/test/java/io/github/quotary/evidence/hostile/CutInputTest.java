package io.github.quotary.evidence.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.quotary.evidence.batch.QuoteLine;
import io.github.quotary.evidence.collateral.CollateralReader;
import io.github.quotary.evidence.ear.EarSigner;
import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.form.Reading;
import io.github.quotary.evidence.log.LogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends too early is refused in words, by every reader: it is never taken for nothing. */
class CutInputTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"{\"quote\":\"04", "{\"tcb_info\":{", "{\"kty\":\"EC\"", "[{\"imr\":0,", "{"})
  void isRefused(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    assertNotNull(QuoteLine.decode(bytes, 1).problem());
    assertThrows(IllegalArgumentException.class, () -> CollateralReader.parse(bytes));
    assertThrows(IllegalArgumentException.class, () -> EarSigner.of(bytes));
    assertThrows(RuntimeException.class, () -> LogReader.parse(bytes));
    Reading.Unread unread = assertInstanceOf(Reading.Unread.class, EvidenceReader.read(bytes));
    assertFalse(unread.problem().isBlank());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"kty\":\"EC\"}", "{\"kty\":\"XX\",\"d\":\"AA\"}", "{}"})
  void aKeyThatIsNoneIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> EarSigner.of(text.getBytes(UTF_8)));
  }

  @Test
  void aKeyOnAnotherCurveIsRefusedByItsName() {
    String text =
        "{\"kty\":\"EC\",\"crv\":\"secp256k1\","
            + "\"x\":\"eb5mfvncu6xVoGKVzocLBwKb_NstzijZWfKBWxb4F5g\","
            + "\"y\":\"SDradyajxGVdpPv8DhEIqP0XtEimhVQZnEfQj_sQ1Lg\","
            + "\"d\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE\"}";
    assertEquals(
        "The key is on secp256k1; give one on P-256, P-384 or P-521",
        assertThrows(IllegalArgumentException.class, () -> EarSigner.of(text.getBytes(UTF_8)))
            .getMessage());
  }
}
