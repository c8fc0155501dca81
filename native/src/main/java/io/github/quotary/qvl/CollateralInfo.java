package io.github.quotary.qvl;

import io.github.quotary.tcb.QvlGeneration;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The result of {@code sgxAttestationVerifyQuoteEx} (QVL, verification collateral info; packed,
 * little-endian). Version 1 has a date at 32 and advisories at 40; version 2 has the date at launch
 * at 32, the current one at 40, and advisories at launch at 48.
 *
 * @param generation of the library, from the version of the structure
 * @param tcbDate earliest date of all matched levels
 * @param advisoryIds advisories of all matched levels, sorted
 */
record CollateralInfo(QvlGeneration generation, Instant tcbDate, List<String> advisoryIds) {
  private static final int VERSION = 2;
  private static final int TCB_DATE = 32;
  private static final int ADVISORIES_V1 = 40;
  private static final int ADVISORIES_V2 = 48;
  private static final int ADVISORIES_SIZE = 450;

  static CollateralInfo decode(byte[] info) {
    ByteBuffer buffer = ByteBuffer.wrap(info).order(ByteOrder.LITTLE_ENDIAN);
    byte[] text = new byte[ADVISORIES_SIZE];
    QvlGeneration generation =
        buffer.getShort(VERSION) == 1 ? QvlGeneration.V1_26 : QvlGeneration.V1_27;
    buffer.get(generation == QvlGeneration.V1_26 ? ADVISORIES_V1 : ADVISORIES_V2, text);
    String list = new String(text, StandardCharsets.US_ASCII);
    int end = list.indexOf('\0');
    return new CollateralInfo(
        generation,
        Instant.ofEpochSecond(buffer.getLong(TCB_DATE)),
        Stream.of((end < 0 ? list : list.substring(0, end)).split(",", -1))
            .filter(id -> !id.isEmpty())
            .sorted()
            .toList());
  }
}
