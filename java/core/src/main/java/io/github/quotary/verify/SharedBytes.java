package io.github.quotary.verify;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/** Shares the bytes that many cached entries have in common. Thread-safe; bounded. */
final class SharedBytes {
  private static final int MAX_SHARED = 16;

  private volatile List<ByteBuffer> shared = List.of();

  /** A copy of the remaining bytes, read-only: one that was made before, if they are the same. */
  ByteBuffer share(ByteBuffer bytes) {
    for (ByteBuffer known : shared) {
      if (known.equals(bytes)) {
        return known;
      }
    }
    return add(copy(bytes));
  }

  private synchronized ByteBuffer add(ByteBuffer copy) {
    shared = Stream.concat(Stream.of(copy), shared.stream()).limit(MAX_SHARED).toList();
    return copy;
  }

  /** A copy of the remaining bytes, read-only. */
  static ByteBuffer copy(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(bytes.position(), copy);
    return ByteBuffer.wrap(copy).asReadOnlyBuffer();
  }
}
