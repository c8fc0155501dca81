package io.github.quotary.cli.batch;

import io.github.quotary.evidence.batch.Slice;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream as blocks of memory, so that pieces of it can be handed on without a copy. A byte that
 * was read stays where it is: once a block is full, another follows, with what was not taken yet at
 * its start. Not thread-safe.
 */
final class Blocks {
  /** Less than half of the smallest region of a G1 heap (1 MiB): no humongous objects. */
  private static final int SIZE = 1 << 17;

  private final InputStream in;
  private byte[] bytes = new byte[SIZE];
  private int from;
  private int end;

  Blocks(InputStream in) {
    this.in = in;
  }

  /** The block that has what was read and not taken. */
  byte[] bytes() {
    return bytes;
  }

  /** Where that begins in the block. */
  int from() {
    return from;
  }

  /** Where it ends in the block. */
  int end() {
    return end;
  }

  /** How much there is. */
  int size() {
    return end - from;
  }

  /** Takes some of it; the bytes stay where they are. */
  Slice take(int length) {
    Slice slice = new Slice(bytes, from, from + length);
    from += length;
    return slice;
  }

  /**
   * Reads more, which may wait; false at the end of the stream. What was not taken may be at
   * another place afterwards.
   */
  boolean read() throws IOException {
    if (end == bytes.length) {
      byte[] next = new byte[size() > SIZE / 2 ? 2 * size() : SIZE];
      System.arraycopy(bytes, from, next, 0, size());
      end -= from;
      from = 0;
      bytes = next;
    }
    int count = in.read(bytes, end, bytes.length - end);
    end += Math.max(0, count);
    return count >= 0;
  }

  /** Whether more can be read without waiting. */
  boolean isReady() throws IOException {
    return in.available() > 0;
  }

  void close() throws IOException {
    in.close();
  }
}
