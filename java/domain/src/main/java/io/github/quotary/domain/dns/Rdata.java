package io.github.quotary.domain.dns;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Record;

/** The data of one resource record as it is on the wire, not compressed. Immutable. */
public final class Rdata {
  private final byte[] bytes;

  private Rdata(byte[] bytes) {
    this.bytes = bytes;
  }

  /** These bytes; they are copied. */
  public static Rdata of(byte[] bytes) {
    return new Rdata(bytes.clone());
  }

  /** The data of a record. */
  static Rdata of(Record record) {
    return new Rdata(record.rdataToWireCanonical());
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Rdata data && Arrays.equals(bytes, data.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** In hexadecimal. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
