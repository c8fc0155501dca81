package io.github.quotary.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.quotary.fixture.Simulated;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.PkiFormatException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Parsing a revocation list of any encoding. */
class CrlFuzzTest {
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      assertNotNull(Crl.parse(input).issuer().toString());
    } catch (PkiFormatException e) {
      assertNotNull(e.problem());
    }
  }

  @Test
  void takesAnything() {
    String hex = Simulated.upToDate().rootCaCrl();
    Corpus.feed(hex.getBytes(US_ASCII), CrlFuzzTest::fuzzerTestOneInput);
    Corpus.feed(HexFormat.of().parseHex(hex), CrlFuzzTest::fuzzerTestOneInput);
  }
}
