package io.github.quotary.domain.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
      throw new IllegalArgumentException("too much for a bundle: " + name);
    }
    byte[] nameBytes = name.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(content);
    ByteBuffer common =
        buffer(26)
            .putShort((short) VERSION)
            .putShort((short) 0)
            .putShort((short) ZipLayout.STORED)
            .putShort((short) 0)
            .putShort((short) FIRST_DATE)
            .putInt((int) crc.getValue())
            .putInt(content.length)
            .putInt(content.length)
            .putShort((short) nameBytes.length)
            .putShort((short) 0);
    int offset = data.size();
    data.writeBytes(buffer(4).putInt(ZipLayout.LOCAL_HEAD).array());
    data.writeBytes(common.array());
    data.writeBytes(nameBytes);
    data.writeBytes(content);
    directory.writeBytes(
        buffer(6).putInt(ZipLayout.CENTRAL_HEAD).putShort((short) VERSION).array());
    directory.writeBytes(common.array());
    // No comment, first disk, no attributes.
    directory.writeBytes(buffer(14).putInt(10, offset).array());
    directory.writeBytes(nameBytes);
    entries++;
  }

  /** The whole archive. */
  byte[] finish() {
    int start = data.size();
    data.writeBytes(directory.toByteArray());
    data.writeBytes(
        buffer(ZipLayout.END_SIZE)
            .putInt(ZipLayout.END)
            .putInt(0)
            .putShort((short) entries)
            .putShort((short) entries)
            .putInt(directory.size())
            .putInt(start)
            .array());
    if (data.size() > CaptureBundle.MAX_BYTES) {
      throw new IllegalArgumentException("too much for a bundle");
    }
    return data.toByteArray();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
