package io.github.quotary.rtmr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads by the structures of the TCG and UEFI, and payloads that are none. */
class EventDataTest {
  private static final UUID GLOBAL = UUID.fromString("8be4df61-93ca-11d2-aa0d-00e098032b8c");
  private static final String GLOBAL_BYTES = "61dfe48bca93d211aa0d00e098032b8c";

  private static EventData decode(EventType type, String hex) {
    return EventData.decode(type, ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", ""))));
  }

  private static EventData decodeText(EventType type, String text) {
    return EventData.decode(type, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
  }

  @Test
  void readsSeparators() {
    assertEquals(new EventData.Separator(0xffffffffL), decode(EventType.SEPARATOR, "ffffffff"));
  }

  @Test
  void readsVariables() {
    assertEquals(
        new EventData.Variable(GLOBAL, "PK", bytes("aabbcc")),
        decode(
            EventType.EFI_VARIABLE_DRIVER_CONFIG,
            GLOBAL_BYTES + "0200000000000000 0300000000000000 50004b00 aabbcc"));
    assertEquals(
        new EventData.Variable(GLOBAL, "", bytes("")),
        decode(EventType.EFI_VARIABLE_BOOT, GLOBAL_BYTES + "00".repeat(16)));
  }

  @Test
  void readsImagesAndTheirFilePaths() {
    String hardDrive = "04010800 00000000";
    String first = "04040a00 5c0061000000";
    String second = "04040800 62000000";
    String end = "7fff0400";
    EventData.ImageLoad image =
        assertInstanceOf(
            EventData.ImageLoad.class,
            decode(
                EventType.EFI_BOOT_SERVICES_APPLICATION,
                "0100000000000000 0200000000000000 0300000000000000 1e00000000000000"
                    + hardDrive
                    + first
                    + second
                    + end));
    assertEquals(1, image.address());
    assertEquals(2, image.length());
    assertEquals(3, image.linkTimeAddress());
    assertEquals(30, image.devicePath().limit());
    assertEquals(Optional.of("\\a\\b"), image.filePath());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7fff0400",
        "0404",
        "04040300",
        "04040000",
        "0404ff00 6100",
        "04040800 00006100", // nothing before the NUL
        "04040600 6100 7fff0500", // the last node is cut off behind its header
        "04040600 6100 04040700 6200", // or a byte before its end
        "04040600 6100 04", // or in its header
        "04040600 6100 7fff04"
      })
  void findsNoFilePathInOtherDevicePaths(String path) {
    byte[] bytes = HexFormat.of().parseHex(path.replace(" ", ""));
    assertEquals(Optional.empty(), DevicePaths.filePath(ByteBuffer.wrap(bytes)));
  }

  @Test
  void readsWhatBootLoadersMeasure() {
    assertEquals(
        new EventData.Ipl("grub_cmd: set pager=1"),
        decodeText(EventType.IPL, "grub_cmd: set pager=1\0"));
    assertEquals(
        new EventData.Tagged(0x8f3b22edL, bytes("4c00")),
        decode(EventType.EVENT_TAG, "ed223b8f 02000000 4c00"));
    assertEquals(
        new EventData.Action("Exit Boot Services Invocation"),
        decodeText(EventType.EFI_ACTION, "Exit Boot Services Invocation"));
  }

  @Test
  void readsFirmwareBlobsAndTables() {
    assertEquals(
        new EventData.FirmwareBlob("", 0xffe00000L, 0x20000),
        decode(EventType.EFI_PLATFORM_FIRMWARE_BLOB, "0000e0ff00000000 0000020000000000"));
    assertEquals(
        new EventData.FirmwareBlob("Fv", 1, 2),
        decode(
            EventType.EFI_PLATFORM_FIRMWARE_BLOB2, "03 467600 0100000000000000 0200000000000000"));
    assertEquals(
        new EventData.HandoffTables(
            "TdxTable", List.of(new EventData.HandoffTable(GLOBAL, 0x809000))),
        decode(
            EventType.EFI_HANDOFF_TABLES2,
            "09 5464785461626c6500 0100000000000000" + GLOBAL_BYTES + "0090800000000000"));
    assertEquals(
        new EventData.HandoffTables("", List.of()),
        decode(EventType.EFI_HANDOFF_TABLES, "0000000000000000"));
  }

  @Test
  void leavesOtherTypesAlone() {
    assertEquals(
        new EventData.Opaque(bytes("0102")), decode(EventType.PLATFORM_CONFIG_FLAGS, "0102"));
    assertEquals(new EventData.Opaque(bytes("0102")), decode(EventType.DSTACK_RUNTIME, "0102"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4 00", // a separator of one byte
        "4 0000000000", // and of five
        "80000001 00",
        "80000001 61dfe48bca93d211aa0d00e098032b8c ffffffffffffffff 0000000000000000",
        "80000001 61dfe48bca93d211aa0d00e098032b8c 0000000000000080 0000000000000000",
        "80000001 61dfe48bca93d211aa0d00e098032b8c 0000000000000000 ffffffffffffffff",
        "80000001 61dfe48bca93d211aa0d00e098032b8c 0000000000000000 0000000000000000 00",
        "80000003 0000000000000000 0000000000000000 0000000000000000 0100000000000000",
        "80000003 0000000000000000 0000000000000000 0000000000000000 0000000000000000 00",
        "6 00000000 ffffffff",
        "6 00000000 00000000 00",
        "80000008 0000000000000000 0000000000000000 00",
        "8000000a ff 00",
        "8000000a 00 0000000000000000 0000000000000000 00",
        "80000009 0000000000000000 00",
        "80000009 ffffffffffffffff",
        "80000009 0100000000000000",
        "80000009 0000000000010000",
      })
  void saysWhatIsMalformed(String typeAndPayload) {
    String[] words = typeAndPayload.split(" ", 2);
    EventData data = decode(new EventType(Long.parseLong(words[0], 16)), words[1]);
    EventData.Malformed malformed = assertInstanceOf(EventData.Malformed.class, data);
    assertTrue(malformed.problem().matches("\\S.*"), malformed.problem());
    assertEquals(bytes(words[1].replace(" ", "")), malformed.bytes());
  }

  @Test
  void saysWhereAPayloadBreaksItsStructure() {
    String lengths = GLOBAL_BYTES + "02000000000000000000000000000000";
    assertProblem(
        "2 characters are stated at byte 32; 3 bytes are left",
        decode(EventType.EFI_VARIABLE_BOOT, lengths + "500045"));
    assertProblem(
        "1 bytes follow its structure",
        decode(EventType.EFI_VARIABLE_BOOT, lengths + "5000450000"));
  }

  @Test
  void readsAsManyTablesAsItMay() {
    String table = GLOBAL_BYTES + "0090800000000000";
    EventData most = decode(EventType.EFI_HANDOFF_TABLES, "0001000000000000" + table.repeat(256));
    assertEquals(256, assertInstanceOf(EventData.HandoffTables.class, most).tables().size());
    assertProblem(
        "it states 257 tables",
        decode(EventType.EFI_HANDOFF_TABLES, "0101000000000000" + table.repeat(257)));
  }

  private static void assertProblem(String problem, EventData data) {
    assertEquals(problem, assertInstanceOf(EventData.Malformed.class, data).problem());
  }

  @Test
  void namesTypes() {
    assertEquals("EV_PREBOOT_CERT", new EventType(0).toString());
    assertEquals("EV_SEPARATOR", EventType.SEPARATOR.toString());
    assertEquals("0xffffffff", new EventType(0xffffffffL).toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1L << 32})
  void typesHave32Bits(long code) {
    assertThrows(IllegalArgumentException.class, () -> new EventType(code));
  }
}
