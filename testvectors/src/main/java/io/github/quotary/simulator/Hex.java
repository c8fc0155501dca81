package io.github.quotary.simulator;

import java.util.HexFormat;

/** Lower-case hex, the notation for byte strings in specs. */
final class Hex {
  private static final HexFormat FORMAT = HexFormat.of();

  private Hex() {}

  static String of(byte[] bytes) {
    return FORMAT.formatHex(bytes);
  }

  static byte[] bytes(String hex) {
    return FORMAT.parseHex(hex);
  }

  /** Decodes hex that must stand for exactly {@code length} octets. */
  static byte[] bytes(String hex, int length) {
    byte[] bytes = bytes(hex);
    if (bytes.length != length) {
      throw new IllegalArgumentException(length + " octets, not " + bytes.length + ": " + hex);
    }
    return bytes;
  }
}
