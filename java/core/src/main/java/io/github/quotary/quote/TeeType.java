package io.github.quotary.quote;

import java.util.Optional;

/** The kind of trusted execution environment that a quote speaks for (quote header, offset 4). */
public enum TeeType {
  /** An SGX enclave. */
  SGX(0x00000000L),
  /** A TDX trust domain. */
  TDX(0x00000081L);

  private static final Optional<TeeType> IS_SGX = Optional.of(SGX);
  private static final Optional<TeeType> IS_TDX = Optional.of(TDX);

  private final long value;

  TeeType(long value) {
    this.value = value;
  }

  /** The value in the header, an unsigned 32-bit integer. */
  public long value() {
    return value;
  }

  /** The type with this header value. */
  public static Optional<TeeType> of(long value) {
    if (value == TDX.value) {
      return IS_TDX;
    }
    return value == SGX.value ? IS_SGX : Optional.empty();
  }
}
