package io.github.quotary.quote;

import java.util.List;

/**
 * A field or a structure of a quote, and where it lies. Immutable.
 *
 * @param name Intel's name in camel case, unique among its siblings, for example {@code mrTd}
 * @param kind how its bytes are to be read
 * @param offset of the first byte, from the start of the quote
 * @param length what it should have, in bytes
 * @param available what there is of it, in bytes; less than {@code length} where the quote ends
 * @param parts what a structure consists of, in order and without gaps as far as there are bytes
 */
public record QuotePart(
    String name, Kind kind, int offset, long length, int available, List<QuotePart> parts) {

  /** How bytes are to be read. */
  public enum Kind {
    /** Made up of other parts. */
    STRUCTURE,
    /** A little-endian unsigned integer of 1, 2 or 4 bytes. */
    NUMBER,
    /** A value of bytes in their order. */
    BYTES,
    /** Bytes without a meaning. */
    RESERVED
  }

  /** Whether the quote ends inside it. */
  public boolean isCut() {
    return available < length;
  }
}
