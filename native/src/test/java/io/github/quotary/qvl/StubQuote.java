package io.github.quotary.qvl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** Quotes that tell the stub libraries what to answer; see {@code stub.h}. */
final class StubQuote {
  static final int SIZE = 1100;
  private static final int ACTION = 64;
  private static final int CODE = 68;
  private static final int RESULT = 72;
  private static final int EXPIRED = 76;
  private static final int DATA_SIZE = 80;
  private static final int FMSPC = 96;
  private static final int THROW = 1;

  private final ByteBuffer bytes;

  private StubQuote() {
    byte[] random = new byte[SIZE];
    new Random(7).nextBytes(random);
    bytes = ByteBuffer.wrap(random).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(4, 0x81).putInt(ACTION, 0).putInt(CODE, 0).putInt(RESULT, 0).putInt(EXPIRED, 0);
  }

  static StubQuote answering() {
    return new StubQuote();
  }

  static StubQuote throwing() {
    StubQuote quote = new StubQuote();
    quote.bytes.putInt(ACTION, THROW);
    return quote;
  }

  StubQuote code(int code) {
    bytes.putInt(CODE, code);
    return this;
  }

  StubQuote result(int result) {
    bytes.putInt(RESULT, result);
    return this;
  }

  StubQuote expired() {
    bytes.putInt(EXPIRED, 1);
    return this;
  }

  StubQuote dataSize(int size) {
    bytes.putInt(DATA_SIZE, size);
    return this;
  }

  StubQuote fmspc(byte[] fmspc) {
    bytes.put(FMSPC, fmspc);
    return this;
  }

  ByteBuffer buffer() {
    return bytes.duplicate();
  }

  /** The same bytes in direct memory, between others. */
  ByteBuffer direct() {
    ByteBuffer direct = ByteBuffer.allocateDirect(SIZE + 20);
    direct.put(10, bytes.array());
    return direct.position(10).limit(10 + SIZE);
  }

  byte[] array() {
    return bytes.array();
  }

  /** FNV-1a, 32 bits, as the stub computes it. */
  static long hash(byte[] data) {
    int hash = 0x811c9dc5;
    for (byte b : data) {
      hash = (hash ^ (b & 0xff)) * 16777619;
    }
    return hash & 0xffffffffL;
  }
}
