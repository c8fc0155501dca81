package io.github.quotary.rtmr;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes binary logs by the TCG's structures, sound ones and others. */
final class BinaryLog {
  static final int SHA1 = 4;
  static final int SHA256 = 0xb;
  static final int SHA384 = 0xc;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private BinaryLog() {}

  /** A log whose header declares SHA-384 only, as TDX firmware writes it. */
  static BinaryLog sha384() {
    return withAlgorithms(SHA384, 48);
  }

  /** A log whose header declares pairs of algorithm and digest size. */
  static BinaryLog withAlgorithms(int... algorithmsAndSizes) {
    BinaryLog log = new BinaryLog();
    int size = 28 + 2 * algorithmsAndSizes.length + 1;
    log.u32(1).u32(3).bytes(new byte[20]).u32(size);
    log.bytes("Spec ID Event03\0".getBytes(StandardCharsets.US_ASCII));
    log.u32(0).bytes(new byte[] {0, 2, 0, 2}).u32(algorithmsAndSizes.length / 2);
    for (int value : algorithmsAndSizes) {
      log.u16(value);
    }
    return log.bytes(new byte[] {0});
  }

  /** Appends an event with a SHA-384 digest. */
  BinaryLog event(int register, long type, byte[] digest, byte[] payload) {
    return u32(register)
        .u32(type)
        .u32(1)
        .u16(SHA384)
        .bytes(digest)
        .u32(payload.length)
        .bytes(payload);
  }

  /** Appends an event whose digest is the SHA-384 of its payload. */
  BinaryLog measured(int register, long type, byte[] payload) {
    return event(register, type, Replays.sha384(payload), payload);
  }

  BinaryLog u16(int value) {
    return bytes(little(2).putShort((short) value).array());
  }

  BinaryLog u32(long value) {
    return bytes(little(4).putInt((int) value).array());
  }

  BinaryLog bytes(byte... bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** Appends so many bytes 0xff. */
  BinaryLog padding(int length) {
    byte[] padding = new byte[length];
    Arrays.fill(padding, (byte) 0xff);
    return bytes(padding);
  }

  /** The same log with other bytes. */
  BinaryLog replace(byte[] bytes) {
    out.reset();
    return bytes(bytes);
  }

  int length() {
    return out.size();
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  CcelLog parse() {
    return CcelLog.parse(ByteBuffer.wrap(toBytes()));
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
