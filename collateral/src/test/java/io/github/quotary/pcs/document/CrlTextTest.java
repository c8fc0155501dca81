package io.github.quotary.pcs.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrlTextTest {
  private static final byte[] DER = {0x30, 0x03, 0x02, 0x01, 0x05};

  @ParameterizedTest
  @ValueSource(strings = {"3003020105", "3003020105\n", "  3003020105\r\n", "3003020105\0"})
  void hexadecimal(String text) throws Refusal {
    assertArrayEquals(DER, CrlText.toDer(bytes(text)));
  }

  @Test
  void der() throws Refusal {
    assertArrayEquals(DER, CrlText.toDer(DER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "\r\n"})
  void pem(String before) throws Refusal {
    String pem =
        before
            + "-----BEGIN X509 CRL-----\r\n"
            + Base64.getEncoder().encodeToString(DER)
            + "\r\n-----END X509 CRL-----\r\n";
    assertArrayEquals(DER, CrlText.toDer(bytes(pem)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "123",
        "0102",
        "-----BEGIN X509 CRL-----\nMAMC",
        "-----BEGIN X509 CRL-----END X509 CRL-----",
        "-----BEGIN CERTIFICATE-----\nMAMCAQU=\n-----END CERTIFICATE-----"
      })
  void anythingElseIsRefused(String text) {
    assertEquals(
        FailureKind.MALFORMED,
        assertThrows(Refusal.class, () -> CrlText.toDer(bytes(text))).kind());
  }

  @Test
  void whatIsWrongWithItsBase64IsSaid() {
    String pem = "-----BEGIN X509 CRL-----\nM\n-----END X509 CRL-----";
    String detail = assertThrows(Refusal.class, () -> CrlText.toDer(bytes(pem))).detail();
    assertEquals(0, detail.indexOf("the PEM revocation list is not valid base64: "), detail);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
