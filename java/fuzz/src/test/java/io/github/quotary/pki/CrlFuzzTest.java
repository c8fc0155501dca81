package io.github.quotary.pki;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.fuzz.Seeds;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Revocation lists. The quick reader of Intel's layout reads what the reader of any layout reads.
 */
class CrlFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(Seeds.evidence().pckCrl(), Seeds.evidence().rootCaCrl())
        .flatMap(hex -> Stream.of(Seeds.utf8(hex), HexFormat.of().parseHex(hex)));
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzz(byte[] input) {
    try {
      Crl list = Crl.parse(input);
      assertEquals(list.size(), Crl.parse(input).size());
      assertEquals(list.number(), Crl.parse(input).number());
    } catch (PkiFormatException e) {
      assertNotNull(e.problem());
    }
    assertSame(input);
  }

  private static void assertSame(byte[] der) {
    CrlFields quick;
    try {
      quick = IntelCrlReader.read(der);
    } catch (OtherLayoutException e) {
      return;
    }
    CrlFields any;
    try {
      any = CrlReader.read(der);
    } catch (PkiFormatException e) {
      throw new AssertionError("only the quick reader takes it", e);
    }
    assertTrue(quick.issuer().matches(any.issuer()));
    assertEquals(quick.thisUpdate(), any.thisUpdate());
    assertEquals(quick.nextUpdate(), any.nextUpdate());
    assertEquals(quick.number(), any.number());
    assertEquals(quick.hasAuthorityKeyIdentifier(), any.hasAuthorityKeyIdentifier());
    assertEquals(quick.revokedSerials(), any.revokedSerials());
    assertArrayEquals(quick.toBeSignedDigest(), any.toBeSignedDigest());
    assertEquals(quick.signature(), any.signature());
  }
}
