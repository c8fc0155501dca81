package io.github.quotary.evidence.form;

import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * One gzip member (RFC 1952) with nothing after it. The platform's own stream passes over what
 * follows a member, and a second quote could be there.
 */
final class Gzip {
  private static final int HEADER = 10;
  private static final int TRAILER = 8;
  private static final int FLAGS = 3;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int BUFFER = 1 << 13;

  private Gzip() {}

  static Optional<Recognition> read(byte[] bytes) {
    if (bytes.length < HEADER + TRAILER
        || bytes[0] != 0x1f
        || bytes[1] != (byte) 0x8b
        || bytes[2] != 8) {
      return Optional.empty();
    }
    Inflater inflater = new Inflater(true);
    try {
      return Optional.of(inflate(bytes, inflater));
    } catch (DataFormatException e) {
      return Optional.of(damaged());
    } finally {
      inflater.end();
    }
  }

  private static Recognition inflate(byte[] bytes, Inflater inflater) throws DataFormatException {
    int start = start(bytes);
    if (start > bytes.length - TRAILER) {
      return damaged();
    }
    inflater.setInput(bytes, start, bytes.length - start);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER];
    while (!inflater.finished()) {
      int count = inflater.inflate(buffer);
      if (count == 0 && !inflater.finished()) {
        return damaged();
      }
      content.write(buffer, 0, count);
      if (content.size() > EvidenceReader.MAX_BYTES) {
        return new Recognition.Refused(
            "gzip of more than " + EvidenceReader.MAX_BYTES + " bytes, the maximum");
      }
    }
    int rest = inflater.getRemaining();
    if (rest > TRAILER) {
      return new Recognition.Refused(
          "gzip with " + (rest - TRAILER) + " bytes after its end: decompress it first", true);
    }
    byte[] octets = content.toByteArray();
    return rest == TRAILER && isIntact(octets, bytes)
        ? Recognition.Parts.of(new Part.Inner(ByteBuffer.wrap(octets), "gzip"))
        : damaged();
  }

  /** Where compressed data begins: after the header and its optional fields. */
  private static int start(byte[] bytes) {
    int flags = bytes[FLAGS];
    int at = HEADER;
    if ((flags & EXTRA) != 0) {
      at += 2 + (bytes[at] & 0xff) + ((bytes[at + 1] & 0xff) << Byte.SIZE);
    }
    if ((flags & NAME) != 0) {
      at = afterZero(bytes, at);
    }
    if ((flags & COMMENT) != 0) {
      at = afterZero(bytes, at);
    }
    return at + ((flags & HEADER_CRC) != 0 ? 2 : 0);
  }

  private static int afterZero(byte[] bytes, int start) {
    int at = start;
    while (at < bytes.length && bytes[at] != 0) {
      at++;
    }
    return at + 1;
  }

  private static boolean isIntact(byte[] content, byte[] bytes) {
    ByteBuffer trailer =
        ByteBuffer.wrap(bytes, bytes.length - TRAILER, TRAILER).order(ByteOrder.LITTLE_ENDIAN);
    CRC32 crc = new CRC32();
    crc.update(content);
    return trailer.getInt() == (int) crc.getValue() && trailer.getInt() == content.length;
  }

  private static Recognition damaged() {
    return new Recognition.Refused("gzip that is cut off or damaged: it cannot be decompressed");
  }
}
