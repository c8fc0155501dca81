package io.github.quotary.simulator;

import java.io.ByteArrayOutputStream;

/** Octets one after the other, integers little-endian. */
final class OctetWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  OctetWriter u8(int value) {
    return integer(value, 1);
  }

  OctetWriter u16(int value) {
    return integer(value, Short.BYTES);
  }

  OctetWriter u32(long value) {
    return integer(value, Integer.BYTES);
  }

  OctetWriter u64(long value) {
    return integer(value, Long.BYTES);
  }

  OctetWriter octets(byte... octets) {
    out.writeBytes(octets);
    return this;
  }

  /** So many octets of this value. */
  OctetWriter fill(int count, int value) {
    for (int i = 0; i < count; i++) {
      out.write(value);
    }
    return this;
  }

  int size() {
    return out.size();
  }

  byte[] octets() {
    return out.toByteArray();
  }

  private OctetWriter integer(long value, int length) {
    for (int i = 0; i < length; i++) {
      out.write((int) (value >>> (Byte.SIZE * i)));
    }
    return this;
  }
}
