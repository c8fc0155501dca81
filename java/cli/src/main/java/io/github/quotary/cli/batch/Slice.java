package io.github.quotary.cli.batch;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes of the input that nobody changes.
 *
 * @param array has them
 * @param from index of the first
 * @param to index after the last
 */
record Slice(byte[] array, int from, int to) {
  int size() {
    return to - from;
  }

  byte[] copy() {
    return Arrays.copyOfRange(array, from, to);
  }

  ByteBuffer buffer() {
    return ByteBuffer.wrap(array, from, size()).slice();
  }
}
