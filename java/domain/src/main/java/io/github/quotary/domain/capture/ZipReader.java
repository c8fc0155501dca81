package io.github.quotary.domain.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads a ZIP archive that has one meaning only. The JDK's readers follow either the entries' own
 * heads or the central directory, and believe them: here both must agree, entries must not overlap,
 * and nothing stands before, between the directory and the end, or behind. Not thread-safe.
 */
final class ZipReader {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)?");
  private static final int ALLOWED_FLAGS =
      ZipLayout.DATA_DESCRIPTOR | ZipLayout.UTF8 | ZipLayout.DEFLATE_LEVEL;

  private final byte[] bytes;
  private final ByteBuffer in;
  private final Map<String, byte[]> entries = new HashMap<>();
  private long total;

  private ZipReader(byte[] bytes) {
    this.bytes = bytes;
    this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** All entries by name. */
  static Map<String, byte[]> read(byte[] archive) throws BundleFormatException {
    if (archive.length > CaptureBundle.MAX_BYTES) {
      throw new BundleFormatException("more than " + CaptureBundle.MAX_BYTES + " bytes");
    }
    return new ZipReader(archive).entries();
  }

  /** An entry as the central directory has it. */
  private record Entry(
      String name, int flags, int method, long crc, long compressed, long size, long offset) {}

  private Map<String, byte[]> entries() throws BundleFormatException {
    int end = bytes.length - ZipLayout.END_SIZE;
    if (end < 0 || in.getInt(end) != ZipLayout.END) {
      throw new BundleFormatException(
          "not a ZIP archive, or one that is truncated or has a comment");
    }
    int count = u16(end + 10);
    long start = u32(end + 16);
    if (in.getInt(end + 4) != 0
        || u16(end + 8) != count
        || u16(end + 20) != 0
        || count > ZipLayout.MAX_ENTRIES
        || start + u32(end + 12) != end) {
      throw new BundleFormatException("the end of the archive contradicts its contents");
    }
    int at = (int) start;
    long dataEnd = 0;
    for (int i = 0; i < count; i++) {
      Entry entry = centralEntry(at, end);
      dataEnd = take(entry, dataEnd, start);
      at += ZipLayout.CENTRAL_HEAD_SIZE + entry.name().length() + u16(at + 30);
    }
    if (at != end) {
      throw new BundleFormatException("extra bytes in the central directory");
    }
    if (dataEnd != start && !isDescriptor(dataEnd, start)) {
      throw new BundleFormatException("bytes outside any entry before the central directory");
    }
    return entries;
  }

  private Entry centralEntry(int at, int end) throws BundleFormatException {
    if (at > end - ZipLayout.CENTRAL_HEAD_SIZE || in.getInt(at) != ZipLayout.CENTRAL_HEAD) {
      throw new BundleFormatException("the central directory ends early");
    }
    int nameLength = u16(at + 28);
    if (nameLength > ZipLayout.MAX_NAME
        || at + ZipLayout.CENTRAL_HEAD_SIZE + nameLength + u16(at + 30) > end
        || u16(at + 32) != 0
        || u16(at + 34) != 0) {
      throw new BundleFormatException(
          "an entry that is truncated, or has a comment or too long a name");
    }
    Entry entry =
        new Entry(
            name(at + ZipLayout.CENTRAL_HEAD_SIZE, nameLength),
            u16(at + 8),
            u16(at + 10),
            u32(at + 16),
            u32(at + 20),
            u32(at + 24),
            u32(at + 42));
    if ((entry.flags() & ~ALLOWED_FLAGS) != 0) {
      throw fault(entry, "is encrypted or uses an unsupported feature");
    }
    return entry;
  }

  private String name(int at, int length) throws BundleFormatException {
    String name = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    if (!NAME.matcher(name).matches()) {
      throw new BundleFormatException("an entry name that bundles do not use");
    }
    return name;
  }

  /** Takes an entry's content; where its data ends. */
  private long take(Entry entry, long from, long directory) throws BundleFormatException {
    long head = entry.offset();
    if (head < from || head > directory - ZipLayout.LOCAL_HEAD_SIZE) {
      throw fault(entry, "overlaps another entry or lies outside the archive");
    }
    if (head != from && !isDescriptor(from, head)) {
      throw fault(entry, "follows bytes outside any entry");
    }
    int at = (int) head;
    if (in.getInt(at) != ZipLayout.LOCAL_HEAD
        || u16(at + 6) != entry.flags()
        || u16(at + 8) != entry.method()
        || u16(at + 26) != entry.name().length()
        || at + ZipLayout.LOCAL_HEAD_SIZE + entry.name().length() > directory
        || !name(at + ZipLayout.LOCAL_HEAD_SIZE, entry.name().length()).equals(entry.name())) {
      throw fault(entry, "has a local header that contradicts the central directory");
    }
    requireSizes(entry, at);
    long start = head + ZipLayout.LOCAL_HEAD_SIZE + u16(at + 26) + u16(at + 28);
    long end = start + entry.compressed();
    if (end > directory) {
      throw fault(entry, "lies outside the archive");
    }
    byte[] content = content(entry, (int) start);
    if (entries.put(entry.name(), content) != null) {
      throw fault(entry, "occurs twice");
    }
    return end;
  }

  /** Between two entries there may be a data descriptor, with or without its signature. */
  private static boolean isDescriptor(long from, long to) {
    return from > 0 && (to - from == 12 || to - from == 16);
  }

  private void requireSizes(Entry entry, int at) throws BundleFormatException {
    boolean later = (entry.flags() & ZipLayout.DATA_DESCRIPTOR) != 0;
    boolean same =
        u32(at + 14) == entry.crc()
            && u32(at + 18) == entry.compressed()
            && u32(at + 22) == entry.size();
    boolean none = u32(at + 14) == 0 && u32(at + 18) == 0 && u32(at + 22) == 0;
    if (!same && !(later && none)) {
      throw fault(entry, "has a local header that contradicts the central directory");
    }
    total += entry.size();
    if (entry.size() > ZipLayout.MAX_ENTRY_BYTES || total > CaptureBundle.MAX_BYTES) {
      throw fault(entry, "is too long, or all entries together are");
    }
    if (entry.size() > ZipLayout.MAX_RATIO * Math.max(1, entry.compressed())) {
      throw fault(entry, "is more than " + ZipLayout.MAX_RATIO + " times as long as compressed");
    }
  }

  private byte[] content(Entry entry, int start) throws BundleFormatException {
    byte[] packed = Arrays.copyOfRange(bytes, start, start + (int) entry.compressed());
    byte[] content =
        switch (entry.method()) {
          case ZipLayout.STORED -> packed;
          case ZipLayout.DEFLATED -> inflate(entry, packed);
          default -> throw fault(entry, "uses an unsupported compression method");
        };
    CRC32 crc = new CRC32();
    crc.update(content);
    if (content.length != entry.size() || crc.getValue() != entry.crc()) {
      throw fault(entry, "is damaged");
    }
    return content;
  }

  /** Its size is known and bounded before anything is unpacked. */
  private static byte[] inflate(Entry entry, byte[] packed) throws BundleFormatException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      byte[] content = new byte[(int) entry.size() + 1];
      int length = 0;
      while (!inflater.finished() && length < content.length) {
        int more = inflater.inflate(content, length, content.length - length);
        if (more == 0
            && !inflater.finished()
            && (inflater.needsInput() || inflater.needsDictionary())) {
          throw fault(entry, "is damaged");
        }
        length += more;
      }
      if (!inflater.finished() || inflater.getRemaining() > 0) {
        throw fault(entry, "is longer than its header states");
      }
      return Arrays.copyOf(content, length);
    } catch (DataFormatException e) {
      throw fault(entry, "is damaged");
    } finally {
      inflater.end();
    }
  }

  private static BundleFormatException fault(Entry entry, String problem) {
    return new BundleFormatException("entry " + entry.name() + " " + problem);
  }

  private int u16(int at) {
    return in.getShort(at) & 0xffff;
  }

  private long u32(int at) {
    return Integer.toUnsignedLong(in.getInt(at));
  }
}
