package io.github.quotary.rtmr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * UEFI device paths: nodes of u8 type, u8 sub-type, u16 length with these four bytes, contents.
 *
 * <p>Source: UEFI specification, section Device Path Protocol.
 */
final class DevicePaths {
  private static final int HEADER = 4;
  private static final int LENGTH = 2;
  private static final int MEDIA = 4;
  private static final int FILE_PATH = 4;

  private DevicePaths() {}

  /** The file names in a path, joined; empty if it has none, or is malformed. */
  static Optional<String> filePath(ByteBuffer path) {
    ByteBuffer nodes = path.slice().order(ByteOrder.LITTLE_ENDIAN);
    StringBuilder files = new StringBuilder();
    int at = 0;
    while (nodes.limit() - at >= HEADER) {
      int length = Short.toUnsignedInt(nodes.getShort(at + LENGTH));
      if (length < HEADER || length > nodes.limit() - at) {
        return Optional.empty();
      }
      if (nodes.get(at) == MEDIA && nodes.get(at + 1) == FILE_PATH) {
        append(files, nodes.slice(at + HEADER, length - HEADER));
      }
      at += length;
    }
    boolean cutOff = at < nodes.limit();
    return cutOff || files.isEmpty() ? Optional.empty() : Optional.of(files.toString());
  }

  private static void append(StringBuilder files, ByteBuffer utf16) {
    String name = StandardCharsets.UTF_16LE.decode(utf16).toString();
    int end = name.indexOf('\0');
    if (!files.isEmpty() && files.charAt(files.length() - 1) != '\\' && !name.startsWith("\\")) {
      files.append('\\');
    }
    files.append(end < 0 ? name : name.substring(0, end));
  }
}
