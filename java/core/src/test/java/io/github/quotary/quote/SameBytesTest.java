package io.github.quotary.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Bytes are compared the same in every kind of buffer, wherever they begin. */
class SameBytesTest {
  private static final int MARGIN = 3;

  /** The same bytes in buffers with and without an array, at an offset of their own. */
  private static List<ByteBuffer> buffers(byte[] bytes) {
    byte[] wide = new byte[bytes.length + 2 * MARGIN];
    Arrays.fill(wide, (byte) 0x5a);
    System.arraycopy(bytes, 0, wide, MARGIN, bytes.length);
    ByteBuffer part = ByteBuffer.wrap(wide, MARGIN, bytes.length);
    ByteBuffer direct = ByteBuffer.allocateDirect(wide.length).put(wide);
    direct.position(MARGIN).limit(MARGIN + bytes.length);
    return List.of(
        ByteBuffer.wrap(bytes),
        part,
        part.slice(),
        part.asReadOnlyBuffer(),
        direct,
        part.slice().order(ByteOrder.LITTLE_ENDIAN),
        direct.slice().order(ByteOrder.LITTLE_ENDIAN));
  }

  @Property
  void bytesAreEqualOrNot(
      @ForAll @Size(max = 40) byte[] bytes,
      @ForAll @IntRange(max = 40) int start,
      @ForAll @IntRange(max = 40) int size,
      @ForAll @IntRange(max = 40) int changed) {
    int from = Math.min(start, bytes.length);
    int to = Math.min(from + size, bytes.length);
    byte[] expected = Arrays.copyOfRange(bytes, from, to);
    boolean isChanged = changed < expected.length;
    if (isChanged) {
      expected[changed] ^= 1;
    }
    for (ByteBuffer data : buffers(bytes)) {
      for (ByteBuffer other : buffers(expected)) {
        // A quote's data begins at 0: it is a slice.
        assertEquals(!isChanged, SameBytes.at(data.slice().order(data.order()), from, other));
      }
    }
  }
}
