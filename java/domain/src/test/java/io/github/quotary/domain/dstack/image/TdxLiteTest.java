package io.github.quotary.domain.dstack.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.dstack.Workload;
import io.github.quotary.domain.dstack.image.ImageRegisters.PageOrder;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdReport;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lite material from configuration to verdict, and everything wrong with it. */
class TdxLiteTest {
  private static final long MEMORY = 1L << 31;
  private static final byte[] WITNESS = HexFormat.of().parseHex("80100904000609020b021010");
  private static final byte[] SINGLE = Workload.filled(48, 1);
  private static final byte[] TWO = Workload.filled(48, 2);
  private static final byte[] COMMAND_LINE = Workload.filled(48, 3);
  private static final byte[] KERNEL = Workload.filled(48, 4);
  private static final byte[] INITRD = Workload.filled(48, 5);
  private static final AcpiDigests ACPI =
      new AcpiDigests(
          Measurement.of(Workload.filled(48, 6)),
          Measurement.of(Workload.filled(48, 7)),
          Measurement.of(Workload.filled(48, 8)));

  private static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  private static Map<String, Object> document() {
    return map(
        "version",
        3,
        "image",
        map(
            "cmdline_sha384", COMMAND_LINE,
            "kernel_authenticode", KERNEL,
            "initrd_sha384", HexFormat.of().formatHex(INITRD)),
        "tdvf",
        map(
            "ovmf",
            "pre202505",
            "mrtd",
            map("single_pass", SINGLE, "two_pass", TWO),
            "td_hob",
            WITNESS));
  }

  private static String manifest(byte[] measurement) {
    return HexFormat.of().formatHex(Workload.hash("SHA-256", measurement))
        + "  measurement.tdx.cbor\n";
  }

  private static VmConfig config(byte[] measurement) {
    return config(measurement, manifest(measurement), MEMORY);
  }

  private static VmConfig config(byte[] measurement, String manifest, long memory) {
    byte[] checksums = manifest.getBytes(StandardCharsets.UTF_8);
    String json =
        "{\"os_image_hash\":\"%s\",\"memory_size\":%d,\"qemu_version\":\"9.2.1\","
                .formatted(HexFormat.of().formatHex(Workload.hash("SHA-256", checksums)), memory)
            + "\"tdx_measurement\":{\"checksum_file\":\"%s\",\"measurement\":\"%s\"}}"
                .formatted(
                    Base64.getEncoder().encodeToString(checksums),
                    Base64.getEncoder().encodeToString(measurement));
    return VmConfig.read(json).found().orElseThrow();
  }

  private static byte[] sha384(String text) {
    return Workload.hash("SHA-384", text.getBytes(StandardCharsets.US_ASCII));
  }

  /** The registers that firmware and kernel give by this material, event by event. */
  private static Workload booted(byte[] mrtd) throws Exception {
    byte[] hob = TdHob.readWitness(java.nio.ByteBuffer.wrap(WITNESS)).digest(MEMORY).toByteArray();
    Workload workload = new Workload().mrtd(mrtd);
    String global = "61dfe48bca93d211aa0d00e098032b8c";
    String security = "cbb219d73a3d9645a3bcdad00e67656f";
    List<byte[]> rtmr0 =
        List.of(
            hob,
            HexFormat.of()
                .parseHex(
                    "344bc51c980ba621aaa00da3ed7436f7d6e549197dfe699515dfa2c6583d95e6"
                        + "412af21c097d473155875ffd561d6790"),
            variable(global, "SecureBoot"),
            variable(global, "PK"),
            variable(global, "KEK"),
            variable(security, "db"),
            variable(security, "dbx"),
            Workload.hash("SHA-384", new byte[4]),
            ACPI.loader().toByteArray(),
            ACPI.rsdp().toByteArray(),
            ACPI.tables().toByteArray(),
            Workload.hash("SHA-384", new byte[2]),
            HexFormat.of()
                .parseHex(
                    "23ada07f5261f12f34a0bd8e46760962d6b4d576a416f1fea1c64bc656b1d28e"
                        + "acf7047ae6e967c58fd2a98bfa74c298"));
    rtmr0.forEach(digest -> workload.add(0, 4, digest, "", new byte[0]));
    List.of(
            KERNEL,
            sha384("Calling EFI Application from Boot Option"),
            Workload.hash("SHA-384", new byte[4]),
            sha384("Exit Boot Services Invocation"),
            sha384("Exit Boot Services Returned with Success"))
        .forEach(digest -> workload.add(1, 4, digest, "", new byte[0]));
    workload.add(2, 4, COMMAND_LINE, "", new byte[0]).add(2, 4, INITRD, "", new byte[0]);
    return workload;
  }

  private static byte[] variable(String guid, String name) {
    return Workload.hash(
        "SHA-384",
        HexFormat.of().parseHex(guid),
        new byte[] {(byte) name.length(), 0, 0, 0, 0, 0, 0, 0},
        new byte[8],
        name.getBytes(StandardCharsets.UTF_16LE));
  }

  @Test
  void givesAllRegistersOfABoot() throws Exception {
    VmConfig config = config(Cbor.of(document()));
    for (PageOrder order : PageOrder.values()) {
      TdReport report = booted(order == PageOrder.TWO_PASS ? TWO : SINGLE).report();
      MatchedOsImage image =
          assertInstanceOf(OsImageCheck.Matched.class, TdxLite.check(config, ACPI, report)).image();
      assertEquals(order, image.pageOrder());
      assertEquals(config.osImageHash(), Optional.of(image.hash()));
    }
  }

  @Test
  void namesTheRegistersThatDiffer() throws Exception {
    VmConfig config = config(Cbor.of(document()));
    byte[] other = new byte[48];
    for (int register = 0; register < 3; register++) {
      TdReport report = booted(SINGLE).register(register, other).report();
      assertEquals(
          List.of("RTMR" + register),
          assertInstanceOf(OsImageCheck.Differs.class, TdxLite.check(config, ACPI, report))
              .registers());
    }
    assertEquals(
        List.of("MRTD"),
        assertInstanceOf(
                OsImageCheck.Differs.class, TdxLite.check(config, ACPI, booted(other).report()))
            .registers());
  }

  private static String malformed(VmConfig config) throws Exception {
    return assertInstanceOf(
            OsImageCheck.Malformed.class, TdxLite.check(config, ACPI, booted(SINGLE).report()))
        .problem();
  }

  private static String malformed(Consumer<Map<String, Object>> change) throws Exception {
    Map<String, Object> document = document();
    change.accept(document);
    return malformed(config(Cbor.of(document)));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> part(Map<String, Object> document, String name) {
    return (Map<String, Object>) document.get(name);
  }

  @Test
  void refusesDocuments() throws Exception {
    assertTrue(malformed(d -> d.put("version", 2)).contains("version 2, not 3"));
    assertTrue(malformed(d -> d.remove("version")).contains("version -1"));
    assertTrue(malformed(d -> d.put("more", 1)).contains("unknown member more"));
    assertTrue(malformed(d -> d.remove("image")).contains("image.cmdline_sha384 is missing"));
    assertTrue(
        malformed(d -> part(d, "tdvf").put("ovmf", "stable202505")).contains("unknown firmware"));
    assertTrue(
        malformed(d -> part(d, "image").put("initrd_sha384", new byte[47])).contains("47 bytes"));
    assertTrue(
        malformed(d -> part(d, "image").put("initrd_sha384", "no hex")).contains("hexadecimal"));
    assertTrue(
        malformed(d -> part(d, "tdvf").put("td_hob", new byte[0])).contains("bytes are needed"));
    assertTrue(malformed(d -> d.put("image", 3)).contains("expected a map"));
  }

  @Test
  void refusesEncodings() throws Exception {
    byte[] sound = Cbor.of(document());
    byte[] longer = java.util.Arrays.copyOf(sound, sound.length + 1);
    assertTrue(malformed(config(longer)).contains("follow the end"));
    byte[] twice =
        new byte[] {
          (byte) 0xa2,
          0x67,
          'v',
          'e',
          'r',
          's',
          'i',
          'o',
          'n',
          3,
          0x67,
          'v',
          'e',
          'r',
          's',
          'i',
          'o',
          'n',
          3
        };
    assertTrue(malformed(config(twice)).contains("duplicate member"));
    byte[] indefinite = sound.clone();
    indefinite[0] = (byte) 0xbf;
    assertTrue(malformed(config(indefinite)).contains("indefinite"));
  }

  @Test
  void bindsTheDocumentToTheImagesHash() throws Exception {
    byte[] document = Cbor.of(document());
    String manifest = manifest(document);
    VmConfig sound = config(document);
    VmConfig other =
        new VmConfig(
            Optional.of(Measurement.of(new byte[32])),
            MEMORY,
            Optional.empty(),
            sound.checksumFile(),
            sound.measurement());
    assertTrue(malformed(other).contains("os_image_hash is 0000"));
    assertTrue(
        malformed(config(document, manifest(new byte[1]), MEMORY)).contains("does not match"));
    assertTrue(malformed(config(document, manifest + manifest, MEMORY)).contains("twice"));
    assertTrue(
        malformed(config(document, manifest.replace(".tdx.", ".snp."), MEMORY))
            .contains("does not list"));
    for (String bad :
        List.of(
            "x\n", manifest.replace("  ", "  ../"), manifest.toUpperCase(java.util.Locale.ROOT))) {
      assertTrue(malformed(config(document, bad, MEMORY)).contains("malformed in line 1"), bad);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, MEMORY - 4096, MEMORY + 4096, 0xaffff000L, Long.MAX_VALUE})
  void doesNotKnowTheKernelOfOtherMemorySizes(long memory) throws Exception {
    byte[] document = Cbor.of(document());
    assertInstanceOf(
        OsImageCheck.Unsupported.class,
        TdxLite.check(config(document, manifest(document), memory), ACPI, booted(SINGLE).report()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"memory_size\":-1}",
        "{\"memory_size\":\"1\"}",
        "{\"memory_size\":1.5}",
        "{\"memory_size\":99999999999999999999}",
        "{\"memory_size\":1,\"memory_size\":2}",
        "{\"os_image_hash\":\"00\"}",
        "{\"os_image_hash\":1}",
        "{\"tdx_measurement\":{}}",
        "{\"tdx_measurement\":{\"checksum_file\":\"!\",\"measurement\":\"\"}}",
        "{\"vm_config\":\"{\"}"
      })
  void refusesConfigurations(String json) {
    assertInstanceOf(Reading.Malformed.class, VmConfig.read(json));
  }

  @Test
  void readsConfigurationsInsideOthersAndEmptyOnes() {
    VmConfig config =
        VmConfig.read("{\"a\":1,\"vm_config\":\"{\\\"memory_size\\\":7}\"}").found().orElseThrow();
    assertEquals(7, config.memorySize());
    config = VmConfig.read("{\"os_image_hash\":\"\"}").found().orElseThrow();
    assertEquals(Optional.empty(), config.osImageHash());
  }

  @Test
  void needsThreeNamedAcpiEvents() {
    byte[] payload = "ACPI DATA".getBytes(StandardCharsets.US_ASCII);
    byte[] digest = ACPI.loader().toByteArray();
    Workload workload =
        new Workload()
            .add(0, 10, digest, "acpi-loader", payload)
            .add(0, 10, digest, "acpi-rsdp", payload);
    assertEquals(Optional.empty(), AcpiDigests.of(workload.log()));
    workload.add(1, 10, digest, "acpi-tables", payload);
    workload.add(0, 11, digest, "acpi-tables", payload);
    workload.add(0, 10, digest, "acpi-tables", new byte[0]);
    assertEquals(Optional.empty(), AcpiDigests.of(workload.log()));
    workload.add(0, 10, ACPI.tables().toByteArray(), "acpi-tables", payload);
    assertEquals(
        Optional.of(ACPI.tables()), AcpiDigests.of(workload.log()).map(AcpiDigests::tables));
    workload.add(0, 10, digest, "acpi-tables", payload);
    assertEquals(Optional.empty(), AcpiDigests.of(workload.log()));
  }
}
