package io.github.quotary.pki;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x509.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A moment that does not exist is left by the quick readers, and refused by the others. */
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

  private static Instant time(ASN1Primitive der) throws PkiFormatException {
    return Der.time(Time.getInstance(der), "notAfter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "260230000000Z",
        "260231000000Z",
        "270229000000Z",
        "261301000000Z",
        "260601240000Z",
        "260601006000Z",
        "260601000060Z"
      })
  void isRefused(String text) {
    assertThrows(PkiFormatException.class, () -> time(new DERUTCTime(text)));
    assertThrows(PkiFormatException.class, () -> time(new DERGeneralizedTime("20" + text)));
  }

  @ParameterizedTest
  @CsvSource({
    "280229235959Z, 2028-02-29T23:59:59Z",
    "2602281200Z, 2026-02-28T12:00:00Z",
    "260601000000+0100, 2026-05-31T23:00:00Z"
  })
  void whatExistsIsReadInBothForms(String text, Instant expected) throws PkiFormatException {
    assertEquals(expected, time(new DERUTCTime(text)));
    assertEquals(expected, time(new DERGeneralizedTime("20" + text)));
  }
}
