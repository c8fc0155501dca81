package io.github.quotary.domain.dstack.image;

import io.github.quotary.domain.dstack.Workload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A small image with all that a real one has: firmware, kernel, initial RAM disk, manifest. */
final class SyntheticImage {
  /** Firmware: 3 sections at these file offsets. */
  static final int FIRMWARE_SIZE = 0x6000;

  static final int DESCRIPTOR = 0x5800;
  static final String COMMAND_LINE = "console=ttyS0 dstack.rootfs_hash=00";

  final Map<String, byte[]> files = new LinkedHashMap<>();

  SyntheticImage() {
    files.put("ovmf.fd", firmware());
    files.put("bzImage", kernel(0x3000));
    files.put("initramfs.cpio.gz", random(7, 12_345));
    files.put("rootfs.img", random(8, 100_000));
    files.put(
        "metadata.json",
        ("{\"bios\":\"ovmf.fd\",\"kernel\":\"bzImage\",\"cmdline\":\""
                + COMMAND_LINE
                + "\","
                + "\"initrd\":\"initramfs.cpio.gz\",\"rootfs\":\"rootfs.img\","
                + "\"version\":\"0.6.0\",\"is_dev\":true}")
            .getBytes(StandardCharsets.UTF_8));
  }

  static byte[] random(int seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** Writes the files and the manifest of them. */
  Path write(Path folder) throws IOException {
    StringBuilder manifest = new StringBuilder();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
      manifest
          .append(HexFormat.of().formatHex(Workload.hash("SHA-256", file.getValue())))
          .append("  ")
          .append(file.getKey())
          .append('\n');
    }
    Files.writeString(folder.resolve("sha256sum.txt"), manifest);
    return folder;
  }

  /**
   * Firmware: 2 pages of code at 0xffc00000, extended; a TD HOB of one page at 0x809000; temporary
   * memory of 2 pages at 0x810000; one page that is augmented later.
   */
  static byte[] firmware() {
    ByteBuffer file = ByteBuffer.wrap(random(6, FIRMWARE_SIZE)).order(ByteOrder.LITTLE_ENDIAN);
    file.position(DESCRIPTOR);
    file.put("TDVF".getBytes(StandardCharsets.US_ASCII)).putInt(16 + 4 * 32).putInt(1).putInt(4);
    section(file, 0x1000, 0x2000, 0xffc00000L, 0x2000, 0, 1);
    section(file, 0, 0, 0x809000, 0x1000, 2, 0);
    section(file, 0, 0, 0x810000, 0x2000, 3, 0);
    section(file, 0, 0, 0x900000, 0x1000, 4, 2);
    int footer = FIRMWARE_SIZE - 32;
    file.position(footer - 18 - 22 - 20);
    file.put(new byte[2]).putShort((short) 20).put(guid("11111111-2222-3333-4444-555555555555"));
    file.putInt(FIRMWARE_SIZE - DESCRIPTOR).putShort((short) 22);
    file.put(guid("e47a6535-984a-4798-865e-4685a7bf8ec2"));
    file.putShort((short) (18 + 22 + 20)).put(guid("96b582de-1fb2-45f7-baea-a366c55a082d"));
    return file.array();
  }

  private static void section(
      ByteBuffer file, int offset, int size, long address, long memory, int type, int attributes) {
    file.putInt(offset).putInt(size).putLong(address).putLong(memory).putInt(type);
    file.putInt(attributes);
  }

  /** A GUID as UEFI writes it: the first three fields the other way round. */
  static byte[] guid(String text) {
    byte[] bytes = HexFormat.of().parseHex(text.replace("-", ""));
    for (int[] swap : new int[][] {{0, 3}, {1, 2}, {4, 5}, {6, 7}}) {
      byte swapped = bytes[swap[0]];
      bytes[swap[0]] = bytes[swap[1]];
      bytes[swap[1]] = swapped;
    }
    return bytes;
  }

  /** A kernel of boot protocol 2.15 that is a PE32+ image with two sections out of order. */
  static byte[] kernel(int size) {
    ByteBuffer file = ByteBuffer.wrap(random(9, size)).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0x3c, 0x80).putInt(0x80, 0x4550).putShort(0x86, (short) 2);
    file.putShort(0x94, (short) (112 + 16 * 8)).putShort(0x98, (short) 0x20b);
    file.putInt(0x98 + 60, 0x400).putInt(0x98 + 108, 16);
    file.putInt(0x98 + 112 + 32, 0).putInt(0x98 + 112 + 36, 0);
    int table = 0x98 + 112 + 16 * 8;
    file.putInt(table + 16, size - 0x1400).putInt(table + 20, 0x1400);
    file.putInt(table + 40 + 16, 0x1000).putInt(table + 40 + 20, 0x400);
    file.putInt(0x202, 0x53726448).putShort(0x206, (short) 0x20f);
    file.put(0x211, (byte) 1).putShort(0x236, (short) 0x7f);
    return file.array();
  }

  /** The kernel after QEMU, written down field by field. */
  static byte[] patched(byte[] kernel, int initrdAddress, int initrdSize) {
    ByteBuffer file = ByteBuffer.wrap(kernel.clone()).order(ByteOrder.LITTLE_ENDIAN);
    file.put(0x210, (byte) 0xb0).put(0x211, (byte) 0x81).putInt(0x224, 0xfe00);
    file.putInt(0x228, 0x20000).putInt(0x218, initrdAddress).putInt(0x21c, initrdSize);
    return file.array();
  }

  /** Authenticode of such a kernel: headers without checksum and certificate entry, the rest. */
  static byte[] authenticode(byte[] kernel) {
    int checksum = 0x98 + 64;
    int certificates = 0x98 + 112 + 32;
    return Workload.hash(
        "SHA-384",
        Arrays.copyOfRange(kernel, 0, checksum),
        Arrays.copyOfRange(kernel, checksum + 4, certificates),
        Arrays.copyOfRange(kernel, certificates + 8, kernel.length));
  }
}
