package io.github.quotary.rtmr;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Goes through the events of a binary log and checks each. An event, all little-endian:
 *
 * <pre>
 *  0  u32  register: 0 MRTD, 1 to 4 RTMR0 to RTMR3
 *  4  u32  type
 *  8  u32  number of digests
 * 12       for each: u16 algorithm, digest of the size that the header declares
 *     u32  size of the payload, then that
 * </pre>
 */
final class CcelCursor {
  static final int TYPE = 4;

  /** An event with neither digests nor payload. */
  static final int MIN_SIZE = 16;

  private static final int DIGEST_COUNT = 8;
  private static final int DIGESTS = 12;
  private static final int MAX_REGISTER = 4;
  private static final int NOTHING = 0xffff_ffff;
  private static final ByteBuffer ONES = padding(0xff);
  private static final ByteBuffer ZEROS = padding(0);

  private final ByteBuffer log;
  private final SpecIdHeader header;
  private int index = -1;
  private int start;
  private int end;

  CcelCursor(ByteBuffer log, SpecIdHeader header) {
    this.log = log;
    this.header = header;
    this.end = header.end();
  }

  /**
   * Moves to the next event; false at the end, where {@link #index()} is the number of events.
   *
   * @throws EventLogFormatException if the next event breaks a rule
   */
  boolean next() {
    index++;
    start = end;
    boolean atEnd = isPadding();
    if (log.limit() > CcelLog.MAX_BYTES && (atEnd || start >= CcelLog.MAX_BYTES)) {
      throw malformed("the log has more than " + CcelLog.MAX_BYTES + " bytes");
    }
    if (atEnd) {
      return false;
    }
    if (index == CcelLog.MAX_EVENTS) {
      throw malformed("the log has more than " + CcelLog.MAX_EVENTS + " events");
    }
    if (remaining(start) < MIN_SIZE) {
      throw malformed("the log ends " + remaining(start) + " bytes into an event");
    }
    checkRegister();
    end = checkPayload(checkDigests());
    return true;
  }

  /** The event's place in the log. */
  int index() {
    return index;
  }

  /** Where the event starts. */
  int start() {
    return start;
  }

  /**
   * Nothing is left, or nothing but 0xff, or nothing but 0; tens of thousands of bytes as a rule.
   * One line end may follow, which tools that print a log add.
   */
  private boolean isPadding() {
    if (remaining(start) >= MIN_SIZE && !isPaddingWord(log.getLong(start))) {
      requireEventType();
      return false;
    }
    ByteBuffer padding = remaining(start) > 0 && log.get(start) == 0 ? ZEROS : ONES;
    int limit = withoutLineEnd();
    ByteBuffer rest = log.duplicate();
    for (int at = start; at < limit; at += padding.capacity()) {
      ByteBuffer same = padding.duplicate().limit(Math.min(padding.capacity(), limit - at));
      if (rest.limit(at + same.limit()).position(at).mismatch(same) >= 0) {
        return requireNoPadding();
      }
    }
    return true;
  }

  private static boolean isPaddingWord(long word) {
    return word == -1 || word == 0;
  }

  private int withoutLineEnd() {
    int limit = log.limit();
    if (limit > start && log.get(limit - 1) == '\n') {
      limit--;
      if (limit > start && log.get(limit - 1) == '\r') {
        limit--;
      }
    }
    return limit;
  }

  private boolean requireNoPadding() {
    if (remaining(start) >= MIN_SIZE) {
      boolean zeros = log.getLong(start) == 0;
      if (!zeros || log.getLong(start + Long.BYTES) == 0) {
        throw malformed(
            "padding of "
                + (zeros ? "zero" : "0xff")
                + " bytes starts here, but something else follows it");
      }
    }
    return false;
  }

  private void requireEventType() {
    if (log.getInt(start + TYPE) == NOTHING) {
      throw malformed("its type is 0xffffffff, which is padding and no event's type");
    }
  }

  private void checkRegister() {
    long register = SpecIdHeader.u32(log, start);
    if (register > MAX_REGISTER) {
      throw malformed(
          "unknown register index "
              + (register == Integer.toUnsignedLong(NOTHING) ? "0xffffffff" : register)
              + " of an event of type "
              + new EventType(SpecIdHeader.u32(log, start + TYPE))
              + "; 0 is MRTD, 1 to 4 are RTMR0 to RTMR3");
    }
  }

  /** Checks the digests; where they end. */
  private int checkDigests() {
    long count = SpecIdHeader.u32(log, start + DIGEST_COUNT);
    if (count > header.count()) {
      throw malformed(
          "it states " + count + " digests; the header declares " + header.count() + " algorithms");
    }
    int at = start + DIGESTS;
    int seen = 0;
    for (int i = 0; i < count; i++) {
      if (remaining(at) < Short.BYTES) {
        throw malformed("the log ends in its digests");
      }
      int algorithm = header.indexOf(SpecIdHeader.u16(log, at));
      if (algorithm < 0) {
        throw malformed("algorithm " + SpecIdHeader.u16(log, at) + " is not in the header's table");
      }
      if ((seen & 1 << algorithm) != 0) {
        throw malformed("it has two digests of algorithm " + SpecIdHeader.u16(log, at));
      }
      seen |= 1 << algorithm;
      at += Short.BYTES;
      if (remaining(at) < header.digestSize(algorithm)) {
        throw malformed("the log ends in its digests");
      }
      at += header.digestSize(algorithm);
    }
    if ((seen & 1 << header.indexOf(SpecIdHeader.SHA384)) == 0
        && SpecIdHeader.u32(log, start + TYPE) != EventType.NO_ACTION.code()) {
      throw malformed("it has no SHA-384 digest, so no register can have been extended with it");
    }
    return at;
  }

  /** Checks the payload's size; where it ends. */
  private int checkPayload(int at) {
    if (remaining(at) < Integer.BYTES) {
      throw malformed("the log ends before the size of its payload");
    }
    long size = SpecIdHeader.u32(log, at);
    int payload = at + Integer.BYTES;
    if (size > remaining(payload)) {
      throw malformed(
          "its payload has " + size + " bytes; " + remaining(payload) + " are left of the log");
    }
    return payload + (int) size;
  }

  private int remaining(int offset) {
    return log.limit() - offset;
  }

  private EventLogFormatException malformed(String problem) {
    return new EventLogFormatException(index, start, problem);
  }

  private static ByteBuffer padding(int value) {
    byte[] bytes = new byte[1 << 12];
    Arrays.fill(bytes, (byte) value);
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** Where the size of an event's payload stands; the event was checked before. */
  static int payloadSizeOffset(ByteBuffer log, SpecIdHeader header, int start) {
    int at = start + DIGESTS;
    for (int i = log.getInt(start + DIGEST_COUNT); i > 0; i--) {
      at += Short.BYTES + header.digestSize(header.indexOf(SpecIdHeader.u16(log, at)));
    }
    return at;
  }

  /** Where an event's SHA-384 digest stands, -1 if it has none; the event was checked before. */
  static int sha384Offset(ByteBuffer log, SpecIdHeader header, int start) {
    int at = start + DIGESTS;
    for (int i = log.getInt(start + DIGEST_COUNT); i > 0; i--) {
      int algorithm = SpecIdHeader.u16(log, at);
      at += Short.BYTES;
      if (algorithm == SpecIdHeader.SHA384) {
        return at;
      }
      at += header.digestSize(header.indexOf(algorithm));
    }
    return -1;
  }
}
