package io.github.quotary.simulator.octets;

import java.io.ByteArrayOutputStream;

/** Octets one after the other, integers little-endian. */
public final class OctetWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public OctetWriter u8(int value) {
    return integer(value, 1);
  }

  public OctetWriter u16(int value) {
    return integer(value, Short.BYTES);
  }

  public OctetWriter u32(long value) {
    return integer(value, Integer.BYTES);
  }

  public OctetWriter u64(long value) {
    return integer(value, Long.BYTES);
  }

  public OctetWriter octets(byte... octets) {
    out.writeBytes(octets);
    return this;
  }

  /** So many octets of this value. */
  public OctetWriter fill(int count, int value) {
    for (int i = 0; i < count; i++) {
      out.write(value);
    }
    return this;
  }

  public int size() {
    return out.size();
  }

  public byte[] octets() {
    return out.toByteArray();
  }

  private OctetWriter integer(long value, int length) {
    for (int i = 0; i < length; i++) {
      out.write((int) (value >>> (Byte.SIZE * i)));
    }
    return this;
  }
}
