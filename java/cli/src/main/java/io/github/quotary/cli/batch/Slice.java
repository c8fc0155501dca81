package io.github.quotary.cli.batch;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes of the input that nobody changes: a piece of an array. */
final class Slice {
  private final byte[] array;
  private final int from;
  private final int to;

  /**
   * A piece of an array.
   *
   * @param from index of the first byte
   * @param to index after the last
   */
  Slice(byte[] array, int from, int to) {
    this.array = array;
    this.from = from;
    this.to = to;
  }

  byte[] array() {
    return array;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  int size() {
    return to - from;
  }

  byte[] copy() {
    return Arrays.copyOfRange(array, from, to);
  }

  /** A copy without a part, given as indexes of the array. */
  byte[] without(int start, int end) {
    byte[] rest = new byte[size() - (end - start)];
    System.arraycopy(array, from, rest, 0, start - from);
    System.arraycopy(array, end, rest, start - from, to - end);
    return rest;
  }

  ByteBuffer buffer() {
    return ByteBuffer.wrap(array, from, size()).slice();
  }
}
