package io.github.quotary.rtmr;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The first event of a binary log, which says how the others are laid out. All little-endian:
 *
 * <pre>
 *  0  u32  register index, not used
 *  4  u32  type: 3, EV_NO_ACTION
 *  8  20   SHA-1 digest: zeros
 * 28  u32  size of what follows
 * 32  16   "Spec ID Event03" and NUL
 * 48  u32  platform class
 * 52  u8   minor, u8 major, u8 errata, u8 size of UINTN: 1 for 32, 2 for 64 bits
 * 56  u32  number of algorithms, then for each: u16 algorithm, u16 size of its digest
 *     u8   size of vendor information, then that
 * </pre>
 *
 * <p>Source: TCG PC Client Platform Firmware Profile, TCG_EfiSpecIDEvent.
 */
final class SpecIdHeader {
  static final int SHA384 = 0x000c;

  /** More than any firmware has; the TCG names five. */
  static final int MAX_ALGORITHMS = 16;

  private static final byte[] SIGNATURE = "Spec ID Event03\0".getBytes(StandardCharsets.US_ASCII);
  private static final ByteBuffer ACPI_SIGNATURE =
      ByteBuffer.wrap("CCEL".getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();
  private static final String ACPI_TABLE =
      "this is the ACPI table CCEL, not the log area that it points to;"
          + " Linux has that in /sys/firmware/acpi/tables/data/CCEL";
  private static final int TYPE = 4;
  private static final int DIGEST = 8;
  private static final int DIGEST_SIZE = 20;
  private static final int DATA_SIZE = 28;
  private static final int DATA = 32;
  private static final int ALGORITHM_COUNT = 56;
  private static final int ALGORITHMS = 60;
  private static final int ALGORITHM_SIZE = 4;

  private final int[] algorithms;
  private final int[] digestSizes;
  private final int end;

  private SpecIdHeader(int[] algorithms, int[] digestSizes, int end) {
    this.algorithms = algorithms;
    this.digestSizes = digestSizes;
    this.end = end;
  }

  /**
   * Reads the header at the start of the log.
   *
   * @throws EventLogFormatException if there is none
   */
  static SpecIdHeader read(ByteBuffer log) {
    if (log.limit() < ALGORITHMS) {
      throw malformed(
          0, isAcpiTable(log) ? ACPI_TABLE : "the log has " + log.limit() + " bytes, no header");
    }
    if (u32(log, TYPE) != EventType.NO_ACTION.code()) {
      throw malformed(
          TYPE,
          isAcpiTable(log)
              ? ACPI_TABLE
              : "the first event is not of type EV_NO_ACTION, so this is no CCEL or TCG2 log");
    }
    for (int i = DIGEST; i < DIGEST + DIGEST_SIZE; i++) {
      if (log.get(i) != 0) {
        throw malformed(i, "the header's digest must be zeros");
      }
    }
    for (int i = 0; i < SIGNATURE.length; i++) {
      if (log.get(DATA + i) != SIGNATURE[i]) {
        throw malformed(DATA, "the header has no \"Spec ID Event03\"");
      }
    }
    long size = u32(log, DATA_SIZE);
    if (size > log.limit() - DATA) {
      throw malformed(
          DATA_SIZE, "the header states " + size + " bytes; " + (log.limit() - DATA) + " follow");
    }
    return readAlgorithms(log, DATA + (int) size);
  }

  private static SpecIdHeader readAlgorithms(ByteBuffer log, int end) {
    long count = u32(log, ALGORITHM_COUNT);
    if (count < 1 || count > MAX_ALGORITHMS) {
      throw malformed(
          ALGORITHM_COUNT,
          "the header declares " + count + " algorithms; 1 to " + MAX_ALGORITHMS + " can be read");
    }
    int vendorSize = ALGORITHMS + (int) count * ALGORITHM_SIZE;
    if (vendorSize >= end) {
      throw malformed(ALGORITHM_COUNT, "the header ends before its algorithm table does");
    }
    int vendor = log.get(vendorSize) & 0xff;
    if (vendorSize + 1 + vendor != end) {
      throw malformed(
          vendorSize,
          "the header's vendor information has " + vendor + " bytes, which is not where it ends");
    }
    int[] algorithms = new int[(int) count];
    int[] digestSizes = new int[(int) count];
    for (int i = 0; i < count; i++) {
      int at = ALGORITHMS + i * ALGORITHM_SIZE;
      algorithms[i] = u16(log, at);
      digestSizes[i] = u16(log, at + 2);
      requireSane(algorithms, digestSizes, i, at);
    }
    SpecIdHeader header = new SpecIdHeader(algorithms, digestSizes, end);
    if (header.indexOf(SHA384) < 0) {
      throw malformed(ALGORITHMS, "the header does not declare SHA-384");
    }
    return header;
  }

  private static void requireSane(int[] algorithms, int[] digestSizes, int i, int at) {
    int size = sizeOf(algorithms[i]);
    if (size == 0 ? digestSizes[i] == 0 : digestSizes[i] != size) {
      throw malformed(
          at,
          "the header gives algorithm "
              + algorithms[i]
              + " a digest of "
              + digestSizes[i]
              + " bytes");
    }
    for (int j = 0; j < i; j++) {
      if (algorithms[j] == algorithms[i]) {
        throw malformed(at, "the header declares algorithm " + algorithms[i] + " twice");
      }
    }
  }

  /** Digest size of an algorithm of the TCG's registry; 0 for one that is not known here. */
  private static int sizeOf(int algorithm) {
    return switch (algorithm) {
      case 0x0004 -> 20; // SHA-1
      case 0x000b, 0x0012 -> 32; // SHA-256, SM3-256
      case SHA384 -> 48;
      case 0x000d -> 64; // SHA-512
      default -> 0;
    };
  }

  /** The table has 56 bytes, which is less than a header. */
  private static boolean isAcpiTable(ByteBuffer log) {
    return log.limit() >= ACPI_SIGNATURE.limit()
        && log.slice(0, ACPI_SIGNATURE.limit()).equals(ACPI_SIGNATURE);
  }

  /** Number of algorithms. */
  int count() {
    return algorithms.length;
  }

  /** Index of an algorithm in the table; -1 if it is not declared. */
  int indexOf(int algorithm) {
    for (int i = 0; i < algorithms.length; i++) {
      if (algorithms[i] == algorithm) {
        return i;
      }
    }
    return -1;
  }

  /** Digest size of the algorithm at this index of the table. */
  int digestSize(int index) {
    return digestSizes[index];
  }

  /** Where the first event starts. */
  int end() {
    return end;
  }

  static int u16(ByteBuffer log, int offset) {
    return Short.toUnsignedInt(log.getShort(offset));
  }

  static long u32(ByteBuffer log, int offset) {
    return Integer.toUnsignedLong(log.getInt(offset));
  }

  private static EventLogFormatException malformed(int offset, String problem) {
    return new EventLogFormatException(EventLogFormatException.NO_EVENT, offset, problem);
  }
}
