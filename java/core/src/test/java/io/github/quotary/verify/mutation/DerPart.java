package io.github.quotary.verify.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A piece of a DER structure: the tag of a value, its length, or the content of one that has no
 * further values inside. Pieces follow each other without gaps.
 *
 * @param path numbers of the values from the outside in, such as {@code 0/3/1}
 * @param kind which piece of the value
 * @param tag the value's tag
 * @param offset where it starts
 * @param length bytes
 */
record DerPart(String path, Kind kind, int tag, int offset, int length) {
  /** The pieces of a value. */
  enum Kind {
    TAG,
    LENGTH,
    CONTENT
  }

  private static final int CONSTRUCTED = 0x20;
  private static final int BIT_STRING = 3;

  int end() {
    return offset + length;
  }

  /** All pieces of one value, in order; strings with these paths hold values themselves. */
  static List<DerPart> of(byte[] der, Predicate<String> opened) {
    List<DerPart> parts = new ArrayList<>();
    int end = add(parts, der, 0, "", opened);
    if (end != der.length) {
      throw new IllegalArgumentException("more than one value");
    }
    return parts;
  }

  private static int add(
      List<DerPart> parts, byte[] der, int start, String path, Predicate<String> opened) {
    int tag = der[start] & 0xff;
    int at = start + 2;
    int length = der[start + 1] & 0xff;
    if (length > 0x80) {
      int bytes = length & 0x7f;
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = length << 8 | der[at++] & 0xff;
      }
    }
    int end = at + length;
    parts.add(new DerPart(path, Kind.TAG, tag, start, 1));
    parts.add(new DerPart(path, Kind.LENGTH, tag, start + 1, at - start - 1));
    if (tag == BIT_STRING) {
      parts.add(new DerPart(path + "/unused", Kind.CONTENT, tag, at, 1));
      at++;
    }
    if ((tag & CONSTRUCTED) != 0 || opened.test(path)) {
      for (int i = 0; at < end; i++) {
        at = add(parts, der, at, path.isEmpty() ? "" + i : path + "/" + i, opened);
      }
    } else if (at < end) {
      parts.add(new DerPart(path, Kind.CONTENT, tag, at, end - at));
    }
    return end;
  }

  @Override
  public String toString() {
    return kind + " of " + path;
  }
}
