package io.github.quotary.cli;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Event logs for the command, with the registers that they give. */
final class Logs {
  static final long SEPARATOR = 4;
  static final long ACTION = 0x80000007L;
  static final long RUNTIME = 0x08000001L;

  private static final HexFormat HEX = HexFormat.of();

  private final byte[][] registers = new byte[4][48];
  private final List<String> json = new ArrayList<>();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

  Logs() {
    binary.writeBytes(
        ByteBuffer.allocate(65)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(1)
            .putInt(3)
            .put(new byte[20])
            .putInt(33)
            .put("Spec ID Event03\0".getBytes(StandardCharsets.US_ASCII))
            .putInt(0)
            .putInt(0x02000200)
            .putInt(1)
            .putShort((short) 0xc)
            .putShort((short) 48)
            .put((byte) 0)
            .array());
  }

  static byte[] sha384(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-384");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** An event of both logs, measured as its payload. */
  Logs boot(int register, long type, String payload) {
    return boot(register, type, sha384(payload.getBytes(StandardCharsets.UTF_8)), payload);
  }

  /** An event of both logs. */
  Logs boot(int register, long type, byte[] digest, String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    extend(register, digest);
    addJson(register, type, digest, "", payload);
    binary.writeBytes(
        ByteBuffer.allocate(12 + 2 + 48 + 4 + payload.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(register + 1)
            .putInt((int) type)
            .putInt(1)
            .putShort((short) 0xc)
            .put(digest)
            .putInt(payload.length)
            .put(payload)
            .array());
    return this;
  }

  /** A run-time event of the JSON log. */
  Logs runtime(String name, byte[] payload) {
    byte[] digest =
        sha384(
            HEX.parseHex("010000083a"),
            name.getBytes(StandardCharsets.UTF_8),
            new byte[] {':'},
            payload);
    extend(3, digest);
    addJson(3, RUNTIME, digest, name, payload);
    return this;
  }

  Logs runtime(String name, String payload) {
    return runtime(name, payload.getBytes(StandardCharsets.UTF_8));
  }

  private void extend(int register, byte[] digest) {
    registers[register] = sha384(registers[register], digest);
  }

  private void addJson(int imr, long type, byte[] digest, String name, byte[] payload) {
    json.add(
        "{\"imr\":%d,\"event_type\":%d,\"digest\":\"%s\",\"event\":\"%s\",\"event_payload\":\"%s\"}"
            .formatted(imr, type, HEX.formatHex(digest), name, HEX.formatHex(payload)));
  }

  /** A register in hexadecimal. */
  String register(int index) {
    return HEX.formatHex(registers[index]);
  }

  /** The JSON log. */
  String json() {
    return "[" + String.join(",\n", json) + "]";
  }

  /** The binary log, padded. */
  byte[] ccel() {
    ByteArrayOutputStream padded = new ByteArrayOutputStream();
    padded.writeBytes(binary.toByteArray());
    for (int i = 0; i < 100; i++) {
      padded.write(0xff);
    }
    return padded.toByteArray();
  }
}
