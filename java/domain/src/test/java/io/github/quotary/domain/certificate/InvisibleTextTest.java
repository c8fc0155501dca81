package io.github.quotary.domain.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.quotary.domain.evidence.RawBytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Characters that cannot be seen never make a certificate of a file disappear. */
class InvisibleTextTest {
  private static final String ONE =
      "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";

  @ParameterizedTest
  @ValueSource(strings = {"\ufeff%1$s%1$s", "%1$s\ufeff%1$s", "%1$s\u00a0%1$s", "%1$s%1$s\u200b"})
  void aPemFileWithThemIsRefused(String form) {
    assertEquals(2, PemBundle.read(RawBytes.ofUtf8(ONE + ONE)).size());
    byte[] text = form.formatted(ONE).getBytes(StandardCharsets.UTF_8);
    assertThrows(IllegalArgumentException.class, () -> PemBundle.read(RawBytes.of(text)));
  }
}
