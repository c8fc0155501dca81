package io.github.quotary.verify;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/**
 * Shares the bytes that many cached entries have in common. Only the first to come are shared, and
 * they stay: whoever brings bytes of their own takes nobody's place. Thread-safe; bounded.
 */
final class SharedBytes {
  private static final int MAX_SHARED = 16;

  /** Three times as long as the two CA certificates of Intel's; longer bytes are not shared. */
  private static final int MAX_LENGTH = 8192;

  private volatile List<ByteBuffer> shared = List.of();

  /**
   * A copy.
   *
   * @param bytes nobody writes to them; not read-only, so that they are compared as an array
   * @param isCommon whether others have the same object, so that it takes no memory of its own
   */
  record Copy(ByteBuffer bytes, boolean isCommon) {}

  /** A copy of the remaining bytes: one that was made before, if they are the same. */
  Copy share(ByteBuffer bytes) {
    for (ByteBuffer known : shared) {
      if (known.equals(bytes)) {
        return new Copy(known, true);
      }
    }
    return add(copy(bytes));
  }

  private synchronized Copy add(ByteBuffer copy) {
    boolean isCommon = copy.remaining() <= MAX_LENGTH && shared.size() < MAX_SHARED;
    if (isCommon) {
      shared = Stream.concat(shared.stream(), Stream.of(copy)).toList();
    }
    return new Copy(copy, isCommon);
  }

  /** A copy of the remaining bytes. */
  static ByteBuffer copy(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(bytes.position(), copy);
    return ByteBuffer.wrap(copy);
  }
}
