package io.github.quotary.quote;

import io.github.quotary.quote.Layout.Td;
import java.nio.ByteBuffer;

/** A TDX 1.0 report, 584 bytes: version 4 quotes, and version 5 with body type 2. */
public final class TdReport10 extends TdReport {
  TdReport10(ByteBuffer data, int start) {
    super(data, start, Td.SIZE_10);
  }
}
