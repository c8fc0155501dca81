package io.github.quotary.domain.certificate;

import io.github.quotary.domain.format.Cursor;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.reading.Reading;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Cuts the key out of a certificate, as it stands there: whoever hashes a key must not hash another
 * encoding of it.
 *
 * <p>Source: RFC 5280, section 4.1.
 */
public final class KeyBytes {
  private static final int SEQUENCE = 0x30;
  private static final int VERSION = 0xa0;
  private static final int INTEGER = 0x02;

  private KeyBytes() {}

  /**
   * The SubjectPublicKeyInfo of a certificate in DER, read-only; nothing is copied. Malformed if
   * there is none where a certificate has it. Never throws.
   */
  public static Reading<ByteBuffer> of(byte[] certificate) {
    try {
      return Reading.of(key(certificate));
    } catch (MalformedException e) {
      return Reading.malformed(e.problem());
    }
  }

  private static ByteBuffer key(byte[] certificate) throws MalformedException {
    Cursor whole = new Cursor(ByteBuffer.wrap(certificate));
    Cursor tbs = content(content(whole, SEQUENCE), SEQUENCE);
    if (is(tbs, VERSION)) {
      content(tbs, VERSION);
    }
    content(tbs, INTEGER);
    for (String before : new String[] {"signature", "issuer", "validity", "subject"}) {
      if (!is(tbs, SEQUENCE)) {
        throw tbs.malformed("no " + before + " in the certificate");
      }
      content(tbs, SEQUENCE);
    }
    int start = tbs.offset();
    content(tbs, SEQUENCE);
    int end = tbs.offset();
    tbs.seek(start);
    return tbs.bytes(end - start);
  }

  private static boolean is(Cursor in, int tag) throws MalformedException {
    int found = in.u8();
    in.seek(in.offset() - 1);
    return found == tag;
  }

  private static Cursor content(Cursor in, int tag) throws MalformedException {
    int found = in.u8();
    if (found != tag) {
      throw in.malformed("DER tag " + found + "; expected " + tag);
    }
    return new Cursor(in.bytes(length(in)));
  }

  private static long length(Cursor in) throws MalformedException {
    int first = in.u8();
    return switch (first) {
      case 0x81 -> in.unsigned(ByteOrder.BIG_ENDIAN, 1);
      case 0x82 -> in.unsigned(ByteOrder.BIG_ENDIAN, 2);
      case 0x83 ->
          in.unsigned(ByteOrder.BIG_ENDIAN, 1) << 16 | in.unsigned(ByteOrder.BIG_ENDIAN, 2);
      case 0x84 -> in.unsigned(ByteOrder.BIG_ENDIAN, 4);
      default -> {
        if (first > 0x7f) {
          throw in.malformed("a length that DER does not have");
        }
        yield first;
      }
    };
  }
}
