package io.github.quotary.simulator.octets;

import java.util.HexFormat;

/** Lower-case hex, the notation for byte strings in specs. */
public final class Hex {
  private static final HexFormat FORMAT = HexFormat.of();

  private Hex() {}

  public static String of(byte[] bytes) {
    return FORMAT.formatHex(bytes);
  }

  public static byte[] bytes(String hex) {
    return FORMAT.parseHex(hex);
  }

  /** Decodes hex that must stand for exactly {@code length} octets. */
  public static byte[] bytes(String hex, int length) {
    byte[] bytes = bytes(hex);
    if (bytes.length != length) {
      throw new IllegalArgumentException(length + " octets, not " + bytes.length + ": " + hex);
    }
    return bytes;
  }
}
