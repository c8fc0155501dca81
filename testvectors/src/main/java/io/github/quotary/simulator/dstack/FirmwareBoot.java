package io.github.quotary.simulator.dstack;

import io.github.quotary.simulator.octets.Digests;
import io.github.quotary.simulator.octets.Hex;
import io.github.quotary.simulator.octets.OctetWriter;
import io.github.quotary.simulator.spec.Measure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What OVMF and Linux measure while dstack's OS image boots under QEMU: 13 events of RTMR0, five of
 * RTMR1, two of RTMR2. What is measured of the image follows from its hash, so that two images
 * differ in MRTD, RTMR1 and RTMR2 and agree in RTMR0.
 */
final class FirmwareBoot {
  /** Names of the events of QEMU's ACPI tables, which a stripped log keeps. */
  static final List<String> ACPI_EVENTS = List.of("acpi-loader", "acpi-rsdp", "acpi-tables");

  private static final String GLOBAL = "61dfe48bca93d211aa0d00e098032b8c";
  private static final String SECURITY = "cbb219d73a3d9645a3bcdad00e67656f";
  private static final String SEPARATOR = "00000000";
  private static final long CFV_ADDRESS = 0xffc84000L;
  private static final long CFV_SIZE = 0x3c000;
  private static final long HOB_ADDRESS = 0x809000;
  private static final long LOAD_OPTIONS_TAG = 0x8f3b22edL;
  private static final long INITRD_TAG = 0x8f3b22ecL;

  private final String image;
  private final List<LoggedEvent> events = new ArrayList<>();

  private FirmwareBoot(String image) {
    this.image = image;
  }

  /** The events of the boot of an image with this hash. */
  static List<LoggedEvent> events(String osImageHash) {
    FirmwareBoot boot = new FirmwareBoot(osImageHash);
    boot.measureFirmware();
    boot.measureKernel();
    return List.copyOf(boot.events);
  }

  /** MRTD of a TD with the firmware of this image, hex of 48 octets. */
  static String mrTd(String osImageHash) {
    return Measure.sha384("MRTD of image " + osImageHash);
  }

  /** Hash of the root file system of this image, hex of 32 octets. */
  static String rootfsHash(String osImageHash) {
    return Measure.sha256("rootfs of image " + osImageHash);
  }

  private void measureFirmware() {
    add(0, TcgEvents.HANDOFF_TABLES2, handOff(), Measure.sha384("TD HOB"));
    add(0, TcgEvents.PLATFORM_FIRMWARE_BLOB2, firmwareVolume(), Measure.sha384("CFV"));
    variable(GLOBAL, "SecureBoot");
    variable(GLOBAL, "PK");
    variable(GLOBAL, "KEK");
    variable(SECURITY, "db");
    variable(SECURITY, "dbx");
    measure(0, TcgEvents.SEPARATOR, Hex.bytes(SEPARATOR));
    for (String name : ACPI_EVENTS) {
      events.add(
          LoggedEvent.of(
                  0,
                  TcgEvents.PLATFORM_CONFIG_FLAGS,
                  Hex.of(ascii("ACPI DATA")),
                  Measure.sha384(name))
              .withName(name));
    }
    bootVariable("BootOrder", Hex.bytes("0000"));
    bootVariable("Boot0000", bootOption());
  }

  private void measureKernel() {
    add(1, TcgEvents.BOOT_SERVICES_APPLICATION, imageLoad(), ofImage("kernel"));
    action("Calling EFI Application from Boot Option");
    measure(1, TcgEvents.SEPARATOR, Hex.bytes(SEPARATOR));
    action("Exit Boot Services Invocation");
    action("Exit Boot Services Returned with Success");
    add(2, TcgEvents.EVENT_TAG, tag(LOAD_OPTIONS_TAG, "LOADED_IMAGE::LoadOptions"), commandLine());
    add(2, TcgEvents.EVENT_TAG, tag(INITRD_TAG, "Linux initrd"), ofImage("initrd"));
  }

  private String ofImage(String part) {
    return Measure.sha384(part + " of image " + image);
  }

  /** The command line with its terminating NUL, UTF-16. */
  private String commandLine() {
    String text = "console=ttyS0 dstack.rootfs_hash=" + rootfsHash(image) + "\0";
    return Hex.of(Digests.sha384(text.getBytes(StandardCharsets.UTF_16LE)));
  }

  private void action(String text) {
    measure(1, TcgEvents.EFI_ACTION, ascii(text));
  }

  private void variable(String vendor, String name) {
    measure(0, TcgEvents.VARIABLE_DRIVER_CONFIG, variable(vendor, name, new byte[0]));
  }

  /** Of boot variables the firmware measures the value alone. */
  private void bootVariable(String name, byte[] value) {
    add(0, TcgEvents.VARIABLE_BOOT, variable(GLOBAL, name, value), Hex.of(Digests.sha384(value)));
  }

  private void measure(int rtmr, long type, byte[] payload) {
    events.add(LoggedEvent.measured(rtmr, type, Hex.of(payload)));
  }

  private void add(int rtmr, long type, byte[] payload, String digest) {
    events.add(LoggedEvent.of(rtmr, type, Hex.of(payload), digest));
  }

  /** UEFI_VARIABLE_DATA. */
  private static byte[] variable(String vendor, String name, byte[] value) {
    return new OctetWriter()
        .octets(Hex.bytes(vendor))
        .u64(name.length())
        .u64(value.length)
        .octets(name.getBytes(StandardCharsets.UTF_16LE))
        .octets(value)
        .octets();
  }

  /** EFI_LOAD_OPTION: attributes, length of the path, description, path. */
  private static byte[] bootOption() {
    byte[] end = endOfPath();
    return new OctetWriter()
        .u32(1)
        .u16(end.length)
        .octets("UiApp\0".getBytes(StandardCharsets.UTF_16LE))
        .octets(end)
        .octets();
  }

  /** UEFI_IMAGE_LOAD_EVENT. */
  private static byte[] imageLoad() {
    byte[] end = endOfPath();
    return new OctetWriter()
        .u64(0x7000_0000)
        .u64(0x0100_0000)
        .u64(0)
        .u64(end.length)
        .octets(end)
        .octets();
  }

  private static byte[] endOfPath() {
    return Hex.bytes("7fff0400");
  }

  /** UEFI_HANDOFF_TABLE_POINTERS2 of one table. */
  private static byte[] handOff() {
    byte[] name = ascii("td_hob\0");
    return new OctetWriter()
        .u8(name.length)
        .octets(name)
        .u64(1)
        .octets(Hex.bytes("4cf23977d793d4119a3a0090273fc14d"))
        .u64(HOB_ADDRESS)
        .octets();
  }

  /** UEFI_PLATFORM_FIRMWARE_BLOB2. */
  private static byte[] firmwareVolume() {
    byte[] name = ascii("CFV\0");
    return new OctetWriter().u8(name.length).octets(name).u64(CFV_ADDRESS).u64(CFV_SIZE).octets();
  }

  /** PCClientTaggedEvent. */
  private static byte[] tag(long id, String text) {
    byte[] content = ascii(text);
    return new OctetWriter().u32(id).u32(content.length).octets(content).octets();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
