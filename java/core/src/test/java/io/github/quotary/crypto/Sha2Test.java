package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** FIPS 180-4's example "abc", whole and in parts. */
class Sha2Test {
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void hashesBytes() {
    assertEquals(ABC, HexFormat.of().formatHex(Sha2.sha256(ascii("abc"))));
  }

  @Test
  void hashesBuffersOneAfterTheOtherAndLeavesThem() {
    ByteBuffer first = ByteBuffer.wrap(ascii("xab")).position(1).asReadOnlyBuffer();
    ByteBuffer second = ByteBuffer.allocateDirect(1).put((byte) 'c').flip();
    assertEquals(ABC, HexFormat.of().formatHex(Sha2.sha256(first, second)));
    assertEquals(1, first.position());
    assertEquals(0, second.position());
  }

  @Test
  void saysWhichHashIsMissing() {
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> Sha2.newDigest("SHA-9"));
    assertEquals("This Java runtime has no SHA-9", e.getMessage());
  }
}
