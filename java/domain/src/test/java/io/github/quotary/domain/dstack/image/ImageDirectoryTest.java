package io.github.quotary.domain.dstack.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.dstack.Workload;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An image on disk: its files, and the registers that they give. */
class ImageDirectoryTest {
  private static final long MEMORY = 1L << 36;
  private static final SyntheticImage IMAGE = new SyntheticImage();

  @TempDir private Path folder;

  private ImageDirectory read() throws IOException {
    return ImageDirectory.read(IMAGE.write(folder)).found().orElseThrow();
  }

  private static Measurement sha384(byte[]... parts) {
    return Measurement.of(Workload.hash("SHA-384", parts));
  }

  private static byte[] replay(byte[]... digests) {
    byte[] register = new byte[48];
    for (byte[] digest : digests) {
      register = Workload.hash("SHA-384", register, digest);
    }
    return register;
  }

  private static byte[] text(String text) {
    return Workload.hash("SHA-384", text.getBytes(StandardCharsets.US_ASCII));
  }

  /** MRTD of the firmware, operation by operation. */
  private static Measurement mrtd(boolean twoPass) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] firmware = SyntheticImage.firmware();
    if (twoPass) {
      out.writeBytes(operation("MEM.PAGE.ADD", 0xffc00000L));
      out.writeBytes(operation("MEM.PAGE.ADD", 0xffc01000L));
    }
    for (int page = 0; page < 2; page++) {
      if (!twoPass) {
        out.writeBytes(operation("MEM.PAGE.ADD", 0xffc00000L + 0x1000L * page));
      }
      for (int at = 0x1000 * page; at < 0x1000 * (page + 1); at += 0x100) {
        out.writeBytes(operation("MR.EXTEND", 0xffc00000L + at));
        out.write(firmware, 0x1000 + at, 0x100);
      }
    }
    out.writeBytes(operation("MEM.PAGE.ADD", 0x809000));
    out.writeBytes(operation("MEM.PAGE.ADD", 0x810000));
    out.writeBytes(operation("MEM.PAGE.ADD", 0x811000));
    return sha384(out.toByteArray());
  }

  private static byte[] operation(String name, long address) {
    return ByteBuffer.allocate(128)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(name.getBytes(StandardCharsets.US_ASCII))
        .putLong(16, address)
        .array();
  }

  /** RTMR1 and RTMR2 of a VM whose initial RAM disk ends below this address. */
  private static byte[] rtmr1(long limit) {
    int size = IMAGE.files.get("initramfs.cpio.gz").length;
    int address = (int) ((limit - size) & ~0xfffL);
    return replay(
        SyntheticImage.authenticode(
            SyntheticImage.patched(IMAGE.files.get("bzImage"), address, size)),
        text("Calling EFI Application from Boot Option"),
        Workload.hash("SHA-384", new byte[4]),
        text("Exit Boot Services Invocation"),
        text("Exit Boot Services Returned with Success"));
  }

  private static byte[] rtmr2() {
    return replay(
        Workload.hash(
            "SHA-384",
            (SyntheticImage.COMMAND_LINE + " initrd=initrd\0").getBytes(StandardCharsets.UTF_16LE)),
        Workload.hash("SHA-384", IMAGE.files.get("initramfs.cpio.gz")));
  }

  @Test
  void givesTheRegisters() throws IOException {
    ImageDirectory image = read();
    ImageRegisters registers = image.registers(MEMORY, Optional.empty());
    assertEquals(mrtd(false), registers.mrtdSinglePass());
    assertEquals(mrtd(true), registers.mrtdTwoPass());
    assertNotEquals(registers.mrtdSinglePass(), registers.mrtdTwoPass());
    assertEquals(Measurement.of(rtmr1(0x80000000L - 0x28000 - 1)), registers.rtmr1());
    assertEquals(Measurement.of(rtmr2()), registers.rtmr2());
    assertEquals(Optional.empty(), registers.rtmr0());
    assertEquals(Optional.of("0.6.0"), image.version());
    assertEquals(Optional.of(true), image.isDevelopment());
    assertEquals(
        Measurement.of(
            Workload.hash("SHA-256", Files.readAllBytes(folder.resolve("sha256sum.txt")))),
        image.hash());
  }

  @ParameterizedTest
  @CsvSource({"80000000,80000000", "b0000000,80000000", "7ffff000,7ffff000", "affff000,affff000"})
  void putsTheInitialRamDiskWhereQemuDoes(String memory, String end) throws IOException {
    assertEquals(
        Measurement.of(rtmr1(Long.parseLong(end, 16) - 0x28000 - 1)),
        read().registers(Long.parseLong(memory, 16), Optional.empty()).rtmr1());
  }

  @Test
  void givesRtmr0WithTheAcpiDigestsOfALog() throws Exception {
    Measurement digest = Measurement.of(new byte[48]);
    AcpiDigests acpi = new AcpiDigests(digest, digest, digest);
    TdHob hob =
        new TdHob(
            0x809000,
            List.of(new TdHob.Range(0x809000, 0x80a000), new TdHob.Range(0x810000, 0x812000)));
    assertEquals(
        Optional.of(RegisterLog.rtmr0(hob.digest(MEMORY), acpi)),
        read().registers(MEMORY, Optional.of(acpi)).rtmr0());
  }

  private static VmConfig config(String qemu) {
    return VmConfig.read("{\"memory_size\":" + MEMORY + ",\"qemu_version\":\"" + qemu + "\"}")
        .found()
        .orElseThrow();
  }

  private static TdReport report() {
    return new Workload()
        .mrtd(mrtd(false).toByteArray())
        .register(1, rtmr1(0x80000000L - 0x28000 - 1))
        .register(2, rtmr2())
        .report();
  }

  @Test
  void isComparedWithAReport() throws IOException {
    ImageDirectory image = read();
    MatchedOsImage matched =
        assertInstanceOf(
                OsImageCheck.Matched.class,
                image.check(config("9.2.1"), Optional.empty(), report()))
            .image();
    assertEquals(image.hash(), matched.hash());
    assertEquals(ImageRegisters.PageOrder.SINGLE_PASS, matched.pageOrder());
    assertFalse(matched.isRtmr0Matched());
    assertEquals(
        List.of("MRTD", "RTMR1", "RTMR2"),
        assertInstanceOf(
                OsImageCheck.Differs.class,
                image.check(config("9.2.1"), Optional.empty(), new Workload().report()))
            .registers());
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.2.0", "11.0.0", "latest", "10.10.1"})
  void doesNotKnowWhatNewerQemuDoes(String qemu) throws IOException {
    assertInstanceOf(
        OsImageCheck.Unsupported.class, read().check(config(qemu), Optional.empty(), report()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.2.2", "10.1.9", "9.1"})
  void knowsWhatOlderQemuDoes(String qemu) throws IOException {
    assertInstanceOf(
        OsImageCheck.Matched.class, read().check(config(qemu), Optional.empty(), report()));
  }

  private String malformed() throws IOException {
    return ImageDirectory.read(folder).problem().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ovmf.fd", "bzImage", "initramfs.cpio.gz", "rootfs.img", "metadata.json"})
  void everyFileMustBeAsListed(String name) throws IOException {
    IMAGE.write(folder);
    byte[] file = Files.readAllBytes(folder.resolve(name));
    file[file.length - 1] ^= 1;
    Files.write(folder.resolve(name), file);
    assertEquals(name + " does not match its hash in sha256sum.txt", malformed());
    Files.delete(folder.resolve(name));
    assertEquals("the image has no file " + name, malformed());
  }

  @Test
  void filesMustBeListedByFlatNames() throws IOException {
    IMAGE.write(folder);
    Path manifest = folder.resolve("sha256sum.txt");
    String text = Files.readString(manifest);
    for (String bad : List.of("../bzImage", "/bzImage", "..", ".", "a b", "sha256sum.txt")) {
      Files.writeString(manifest, text.replace("bzImage", bad));
      assertTrue(malformed().contains("malformed in line 2"), bad);
    }
    Files.writeString(manifest, text + text);
    assertTrue(malformed().contains("lists ovmf.fd twice"));
    Files.writeString(
        manifest,
        text.lines().filter(l -> !l.endsWith("bzImage")).reduce("", (a, b) -> a + b + "\n"));
    assertEquals("sha256sum.txt does not list bzImage", malformed());
    Files.delete(manifest);
    assertEquals("the image has no file sha256sum.txt", malformed());
  }

  private String malformedWith(String name, byte[] contents) throws IOException {
    SyntheticImage image = new SyntheticImage();
    image.files.put(name, contents);
    image.write(folder);
    return malformed();
  }

  @Test
  void malformedFirmware() throws IOException {
    for (int at :
        new int[] {
          SyntheticImage.FIRMWARE_SIZE - 33, // footer
          SyntheticImage.FIRMWARE_SIZE - 32 - 17, // length of the table
          SyntheticImage.FIRMWARE_SIZE - 32 - 18 - 1, // GUID of the TDX entry
          SyntheticImage.FIRMWARE_SIZE - 32 - 18 - 20, // where the descriptor is
          SyntheticImage.DESCRIPTOR, // its signature
          SyntheticImage.DESCRIPTOR + 8, // its version
          SyntheticImage.DESCRIPTOR + 15, // its number of sections
          SyntheticImage.DESCRIPTOR + 16 + 3, // where the code is
          SyntheticImage.DESCRIPTOR + 16 + 8, // its address
          SyntheticImage.DESCRIPTOR + 16 + 20 // its size
        }) {
      byte[] firmware = SyntheticImage.firmware();
      firmware[at] ^= (byte) 0x80;
      assertTrue(malformedWith("ovmf.fd", firmware).length() > 0, "byte " + at);
    }
    malformedWith("ovmf.fd", new byte[0]);
    malformedWith("ovmf.fd", new byte[49]);
  }

  @Test
  void malformedKernels() throws IOException {
    malformedWith("bzImage", new byte[0x1000]);
    byte[] kernel = SyntheticImage.kernel(0x3000);
    kernel[0x207] = 1;
    assertTrue(malformedWith("bzImage", kernel).contains("boot protocol 0x10f"));
  }

  @Test
  void imagesThatAreNotPe() {
    for (int at : new int[] {0x3e, 0x80, 0x98, 0x98 + 63, 0x94 + 1, 0x87}) {
      byte[] kernel = SyntheticImage.kernel(0x3000);
      kernel[at] ^= (byte) 0x7f;
      assertThrows(MalformedException.class, () -> PeImage.authenticode(kernel), "byte " + at);
    }
    byte[] few = SyntheticImage.kernel(0x3000);
    few[0x98 + 108] = 4;
    assertThrows(MalformedException.class, () -> PeImage.authenticode(few));
    byte[] odd = Arrays.copyOf(SyntheticImage.kernel(0x3000), 0x3001);
    assertThrows(MalformedException.class, () -> PeImage.authenticode(odd));
  }

  @Test
  void certificatesAreNotHashed() throws MalformedException {
    byte[] kernel = SyntheticImage.kernel(0x3000);
    byte[] signed = Arrays.copyOf(kernel, 0x3010);
    ByteBuffer.wrap(signed)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0x98 + 112 + 32, 0x3000)
        .putInt(0x98 + 112 + 36, 0x10)
        .putInt(0x98 + 64, 0x12345678);
    assertEquals(Measurement.of(SyntheticImage.authenticode(kernel)), PeImage.authenticode(signed));
    assertEquals(PeImage.authenticode(kernel), PeImage.authenticode(signed));
    byte[] trailing = Arrays.copyOf(kernel, 0x3010);
    assertEquals(
        Measurement.of(SyntheticImage.authenticode(trailing)), PeImage.authenticode(trailing));
  }

  @Test
  void memoryThatIsTooSmall() throws IOException {
    ImageDirectory image = read();
    assertThrows(IllegalArgumentException.class, () -> image.registers(0x28000, Optional.empty()));
    assertThrows(IllegalArgumentException.class, () -> image.registers(0x29000, Optional.empty()));
  }

  @Test
  void memoryThatIsTooSmallForTheImageIsNamed() throws IOException {
    VmConfig config = VmConfig.read("{\"memory_size\":4096}").found().orElseThrow();
    assertEquals(
        new OsImageCheck.Malformed("the VM has too little memory"),
        read().check(config, Optional.empty(), report()));
  }

  @Test
  void malformedMetadata() throws IOException {
    assertTrue(
        malformedWith("metadata.json", "{\"bios\":\"ovmf.fd\"}".getBytes(StandardCharsets.UTF_8))
            .contains("member kernel is missing"));
    assertTrue(
        malformedWith(
                "metadata.json",
                "{\"bios\":\"../ovmf.fd\",\"kernel\":\"bzImage\"}".getBytes(StandardCharsets.UTF_8))
            .contains("does not list ../ovmf.fd"));
  }
}
