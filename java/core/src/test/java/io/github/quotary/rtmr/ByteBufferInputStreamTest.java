package io.github.quotary.rtmr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** A buffer as a stream, read byte by byte. */
class ByteBufferInputStreamTest {
  @Test
  void bytesAreUnsignedAndMinusOneIsTheEnd() throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {9, 0x41, (byte) 0xff}).position(1);
    try (InputStream in = new ByteBufferInputStream(bytes)) {
      assertEquals(0x41, in.read());
      assertEquals(0xff, in.read());
      assertEquals(-1, in.read());
    }
    assertEquals(1, bytes.position());
  }
}
