package io.github.quotary.simulator.spec;

import io.github.quotary.simulator.octets.Hex;
import java.util.Arrays;

/**
 * The octets of a report, changed field by field.
 *
 * @param <F> the fields it has
 */
public final class ReportSpec<F extends ReportField> {
  public static final int ENCLAVE_SIZE = 384;
  static final int TD_SIZE = 885;

  private final byte[] octets;

  private ReportSpec(byte[] octets) {
    this.octets = octets;
  }

  /** An enclave report of zeros. */
  public static ReportSpec<EnclaveField> enclave() {
    return new ReportSpec<>(new byte[ENCLAVE_SIZE]);
  }

  /** A TD report of zeros, with room for the fields of every version. */
  public static ReportSpec<TdField> td() {
    return new ReportSpec<>(new byte[TD_SIZE]);
  }

  /** The same report with a field replaced; {@code hex} must have the field's length. */
  public ReportSpec<F> with(F field, String hex) {
    byte[] copy = octets.clone();
    System.arraycopy(Hex.bytes(hex, field.length()), 0, copy, field.offset(), field.length());
    return new ReportSpec<>(copy);
  }

  /** The same report with a field set to {@code value}, little-endian. */
  public ReportSpec<F> withInteger(F field, long value) {
    byte[] copy = octets.clone();
    for (int i = 0; i < field.length(); i++) {
      copy[field.offset() + i] = i < Long.BYTES ? (byte) (value >>> (Byte.SIZE * i)) : 0;
    }
    return new ReportSpec<>(copy);
  }

  /** The same report with one bit of a field inverted; bit 0 is the lowest of the first octet. */
  public ReportSpec<F> withBitFlipped(F field, int bit) {
    if (bit < 0 || bit >= field.length() * Byte.SIZE) {
      throw new IllegalArgumentException("no bit " + bit + " in " + field);
    }
    byte[] copy = octets.clone();
    copy[field.offset() + bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
    return new ReportSpec<>(copy);
  }

  /** A field as lower-case hex. */
  public String get(F field) {
    return Hex.of(Arrays.copyOfRange(octets, field.offset(), field.offset() + field.length()));
  }

  /** The first {@code length} octets. */
  public byte[] octets(int length) {
    return Arrays.copyOf(octets, length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReportSpec<?> that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return Hex.of(octets);
  }
}
