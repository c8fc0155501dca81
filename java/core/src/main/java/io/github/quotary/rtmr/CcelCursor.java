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
  private static final int PADDING = 0xffff_ffff;
  private static final ByteBuffer PADDING_BYTES = paddingBytes();

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

  /** Nothing is left, or nothing but 0xff; tens of thousands of bytes as a rule. */
  private boolean isPadding() {
    if (remaining(start) >= Long.BYTES && log.getLong(start) != -1) {
      return requireNoPadding();
    }
    ByteBuffer rest = log.duplicate();
    ByteBuffer padding = PADDING_BYTES.duplicate();
    for (int at = start; remaining(at) > 0; at += padding.limit()) {
      padding.clear().limit(Math.min(padding.capacity(), remaining(at)));
      rest.limit(at + padding.limit()).position(at);
      if (rest.mismatch(padding) >= 0) {
        return requireNoPadding();
      }
    }
    return true;
  }

  private boolean requireNoPadding() {
    if (remaining(start) >= Long.BYTES
        && (log.getInt(start) == PADDING || log.getInt(start + TYPE) == PADDING)) {
      throw malformed("padding starts here, but something else follows it");
    }
    return false;
  }

  private void checkRegister() {
    long register = SpecIdHeader.u32(log, start);
    if (register > MAX_REGISTER) {
      throw malformed(
          "unknown register index " + register + "; 0 is MRTD, 1 to 4 are RTMR0 to RTMR3");
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

  private static ByteBuffer paddingBytes() {
    byte[] bytes = new byte[1 << 12];
    Arrays.fill(bytes, (byte) 0xff);
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
