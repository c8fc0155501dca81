package io.github.quotary.evidence.batch;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes of the input that nobody changes: a piece of an array. */
public final class Slice {
  private final byte[] array;
  private final int from;
  private final int to;

  /**
   * A piece of an array.
   *
   * @param from index of the first byte
   * @param to index after the last
   */
  public Slice(byte[] array, int from, int to) {
    this.array = array;
    this.from = from;
    this.to = to;
  }

  /** The array. */
  public byte[] array() {
    return array;
  }

  /** Index of the first byte. */
  public int from() {
    return from;
  }

  /** Index after the last byte. */
  public int to() {
    return to;
  }

  /** Number of bytes. */
  public int size() {
    return to - from;
  }

  /** A copy of the bytes. */
  public byte[] copy() {
    return Arrays.copyOfRange(array, from, to);
  }

  /** A copy without a part, given as indexes of the array. */
  byte[] without(int start, int end) {
    byte[] rest = new byte[size() - (end - start)];
    System.arraycopy(array, from, rest, 0, start - from);
    System.arraycopy(array, end, rest, start - from, to - end);
    return rest;
  }

  /** A view of the bytes. */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(array, from, size()).slice();
  }
}
