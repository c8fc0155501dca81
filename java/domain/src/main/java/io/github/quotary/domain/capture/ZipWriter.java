package io.github.quotary.domain.capture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Writes a ZIP archive whose bytes depend on names and contents only: stored, not compressed, for
 * two versions of a compressor differ; dated 1980-01-01. The JDK's writer cannot promise that from
 * one version to the next. Not thread-safe.
 */
final class ZipWriter {
  private static final int VERSION = 10;
  private static final int FIRST_DATE = 0x0021;

  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private int entries;

  /**
   * Adds an entry.
   *
   * @param name ASCII
   */
  void add(String name, byte[] content) {
    if (content.length > ZipLayout.MAX_ENTRY_BYTES
        || entries == ZipLayout.MAX_ENTRIES
        || data.size() > CaptureBundle.MAX_BYTES - content.length) {
      throw new IllegalArgumentException("too large for a bundle: " + name);
    }
    byte[] nameBytes = name.getBytes(StandardCharsets.US_ASCII);
    int offset = data.size();
    u32(data, ZipLayout.LOCAL_HEAD);
    common(data, nameBytes, content);
    data.writeBytes(nameBytes);
    data.writeBytes(content);
    u32(directory, ZipLayout.CENTRAL_HEAD);
    u16(directory, VERSION);
    common(directory, nameBytes, content);
    u16(directory, 0);
    u16(directory, 0);
    u16(directory, 0);
    u32(directory, 0);
    u32(directory, offset);
    directory.writeBytes(nameBytes);
    entries++;
  }

  /** The whole archive. */
  byte[] finish() {
    int start = data.size();
    data.writeBytes(directory.toByteArray());
    u32(data, ZipLayout.END);
    u32(data, 0);
    u16(data, entries);
    u16(data, entries);
    u32(data, directory.size());
    u32(data, start);
    u16(data, 0);
    if (data.size() > CaptureBundle.MAX_BYTES) {
      throw new IllegalArgumentException("too large for a bundle");
    }
    return data.toByteArray();
  }

  /** What both heads of an entry have: from the version needed to the extra field's length. */
  private static void common(ByteArrayOutputStream out, byte[] name, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    u16(out, VERSION);
    u16(out, 0);
    u16(out, ZipLayout.STORED);
    u16(out, 0);
    u16(out, FIRST_DATE);
    u32(out, (int) crc.getValue());
    u32(out, content.length);
    u32(out, content.length);
    u16(out, name.length);
    u16(out, 0);
  }

  private static void u16(ByteArrayOutputStream out, int value) {
    out.write(value);
    out.write(value >>> Byte.SIZE);
  }

  private static void u32(ByteArrayOutputStream out, int value) {
    u16(out, value);
    u16(out, value >>> Short.SIZE);
  }
}
