package io.github.quotary.domain.dstack.image;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The events that dstack's firmware and kernel measure, and the resulting registers. */
final class RegisterLog {
  private static final int REGISTER_SIZE = 48;
  private static final UUID GLOBAL = UUID.fromString("8be4df61-93ca-11d2-aa0d-00e098032b8c");
  private static final UUID SECURITY = UUID.fromString("d719b2cb-3d3a-4596-a3bc-dad00e67656f");

  /** The configuration volume of the firmware, the same in all images. */
  private static final Measurement FIRMWARE_VOLUME =
      Measurement.fromHex(
          "344bc51c980ba621aaa00da3ed7436f7d6e549197dfe699515dfa2c6583d95e6"
              + "412af21c097d473155875ffd561d6790");

  /** Boot0000, the firmware's own user interface. */
  private static final Measurement BOOT_0000 =
      Measurement.fromHex(
          "23ada07f5261f12f34a0bd8e46760962d6b4d576a416f1fea1c64bc656b1d28e"
              + "acf7047ae6e967c58fd2a98bfa74c298");

  private final List<Measurement> digests = new ArrayList<>();

  private RegisterLog() {}

  /** RTMR0 of firmware from before May 2025, whose ACPI events are those of the log. */
  static Measurement rtmr0(Measurement tdHob, AcpiDigests acpi) {
    return new RegisterLog()
        .add(tdHob)
        .add(FIRMWARE_VOLUME)
        .variable(GLOBAL, "SecureBoot")
        .variable(GLOBAL, "PK")
        .variable(GLOBAL, "KEK")
        .variable(SECURITY, "db")
        .variable(SECURITY, "dbx")
        .separator()
        .add(acpi.loader())
        .add(acpi.rsdp())
        .add(acpi.tables())
        .add(sha384(new byte[2])) // BootOrder: one entry, 0000
        .add(BOOT_0000)
        .replay();
  }

  /** RTMR1 with this kernel. */
  static Measurement rtmr1(Measurement kernelAuthenticode) {
    return new RegisterLog()
        .add(kernelAuthenticode)
        .action("Calling EFI Application from Boot Option")
        .separator()
        .action("Exit Boot Services Invocation")
        .action("Exit Boot Services Returned with Success")
        .replay();
  }

  /** RTMR2 with this command line and initial RAM disk. */
  static Measurement rtmr2(Measurement commandLine, Measurement initrd) {
    return new RegisterLog().add(commandLine).add(initrd).replay();
  }

  /** Digest of a command line: UTF-16 little-endian with a NUL at the end. */
  static Measurement commandLine(String commandLine) {
    return sha384((commandLine + "\0").getBytes(StandardCharsets.UTF_16LE));
  }

  static Measurement sha384(byte[] bytes) {
    return Measurement.of(Sha2.newDigest("SHA-384").digest(bytes));
  }

  private RegisterLog add(Measurement digest) {
    digests.add(digest);
    return this;
  }

  private RegisterLog separator() {
    return add(sha384(new byte[4]));
  }

  private RegisterLog action(String text) {
    return add(sha384(text.getBytes(StandardCharsets.US_ASCII)));
  }

  /** A variable that is not set: UEFI_VARIABLE_DATA without a value. */
  private RegisterLog variable(UUID vendor, String name) {
    byte[] utf16 = name.getBytes(StandardCharsets.UTF_16LE);
    ByteBuffer data = ByteBuffer.allocate(32 + utf16.length).order(ByteOrder.LITTLE_ENDIAN);
    putGuid(data, vendor);
    data.putLong(name.length()).putLong(0).put(utf16);
    return add(sha384(data.array()));
  }

  /** A GUID as UEFI writes it, into a little-endian buffer. */
  static void putGuid(ByteBuffer data, UUID guid) {
    data.putInt((int) (guid.getMostSignificantBits() >>> 32));
    data.putShort((short) (guid.getMostSignificantBits() >>> 16));
    data.putShort((short) guid.getMostSignificantBits());
    data.putLong(Long.reverseBytes(guid.getLeastSignificantBits()));
  }

  private Measurement replay() {
    MessageDigest sha384 = Sha2.newDigest("SHA-384");
    byte[] register = new byte[REGISTER_SIZE];
    for (Measurement digest : digests) {
      sha384.update(register);
      register = sha384.digest(digest.toByteArray());
    }
    return Measurement.of(register);
  }
}
