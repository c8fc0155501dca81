package io.github.quotary.quote;

import io.github.quotary.quote.Layout.Td;
import java.nio.ByteBuffer;

/** A TDX 1.5 report, 648 bytes: version 5 quotes with body type 3. */
public sealed class TdReport15 extends TdReport permits TdReport15Ex {
  TdReport15(ByteBuffer data, int start) {
    this(data, start, Td.SIZE_15);
  }

  TdReport15(ByteBuffer data, int start, int size) {
    super(data, start, size);
  }

  /** TEE_TCB_SVN of the platform as it is now, 16 bytes at 584. */
  public TcbComponents teeTcbSvn2() {
    return components(Td.TEE_TCB_SVN_2);
  }

  /** Whether TEE_TCB_SVN2 is this; nothing is copied. */
  public boolean isTeeTcbSvn2(TcbComponents value) {
    return has(Td.TEE_TCB_SVN_2, value);
  }

  /** Hash of the service TDs, 48 bytes at 600; zero where there are none. */
  public Measurement mrServiceTd() {
    return measurement(Td.MR_SERVICE_TD, Td.MR_SIZE);
  }

  /** Whether no service TD is bound; nothing is copied. */
  public boolean hasNoServiceTd() {
    return isZero(Td.MR_SERVICE_TD, Td.MR_SIZE);
  }
}
