package io.github.quotary.domain.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are made to mislead, or to cost. */
class HostileZipTest {
  private static final byte[] INDEX =
      ("{\"format\":\"quotary-domain-capture\",\"version\":1,\"host\":\"app.example.com\","
              + "\"capturedAt\":\"2026-06-15T00:00:00Z\",\"tls\":{\"webPki\":\"VALID\","
              + "\"hostName\":\"VALID\",\"detail\":\"\",\"connections\":1,"
              + "\"continuity\":\"ONE_CONNECTION\"},\"peerChain\":[\"peer/0_a\"],"
              + "\"documents\":[],\"dns\":[],\"ct\":[]}")
          .getBytes(StandardCharsets.UTF_8);
  private static final byte[] CERTIFICATE = {1, 2, 3};

  @Test
  void theExampleItselfIsSound() throws Exception {
    assertEquals(1, CaptureBundle.read(sound()).peerChain().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../peer",
        "/etc/passwd",
        "peer/../x",
        "a\\b",
        "C:x",
        "peer/",
        "",
        "a/b/c",
        "nul\0",
        ".x",
        "x\n",
        "é"
      })
  void aNameThatNoBundleHasIsRefused(String name) {
    assertFault("name", raw(new String[] {"capture.json", name}, INDEX, CERTIFICATE));
  }

  @Test
  void anEntryTwiceIsRefused() {
    assertFault(
        "twice",
        raw(
            new String[] {"capture.json", "peer/0_a", "peer/0_a"},
            INDEX,
            CERTIFICATE,
            CERTIFICATE));
  }

  @Test
  void anEntryThatTheIndexDoesNotNameIsRefused() {
    assertFault(
        "does not list",
        raw(new String[] {"capture.json", "peer/0_a", "peer/1_b"}, INDEX, CERTIFICATE, INDEX));
  }

  @Test
  void anEntryThatIsNotThereIsRefused() {
    assertFault("is missing", raw(new String[] {"capture.json"}, INDEX));
  }

  @Test
  void anArchiveWithoutIndexIsRefused() {
    assertFault("no capture.json", raw(new String[] {"peer/0_a"}, CERTIFICATE));
  }

  @Test
  void anIndexWithAMemberTwiceIsRefused() {
    assertFault("capture.json", rawWithDns("\"dns\":[],\"dns\":[]"));
  }

  /** An archive whose index has this instead of its empty list of DNS answers. */
  private static byte[] rawWithDns(String member) {
    String index = new String(INDEX, StandardCharsets.UTF_8).replace("\"dns\":[]", member);
    return raw(
        new String[] {"capture.json", "peer/0_a"},
        index.getBytes(StandardCharsets.UTF_8),
        CERTIFICATE);
  }

  @Test
  void anIndexWithAMemberThatIsNotKnownIsRefused() {
    assertFault("unknown member: x", rawWithDns("\"dns\":[],\"x\":1"));
  }

  @Test
  void aBombIsNotUnpacked() throws IOException {
    byte[] bomb = deflated(Map.of("peer/0_a", new byte[15 << 20]));

    assertFault("200 times", bomb);
  }

  @Test
  void anEntryLongerThanItSaysIsRefused() throws IOException {
    byte[] archive = deflated(Map.of("peer/0_a", new byte[5000]));
    int central = find(archive, ZipLayout.CENTRAL_HEAD);
    little(archive).putInt(central + 24, 100);

    assertFault("longer than its header", archive);
  }

  @Test
  void aHeadThatTheDirectoryContradictsIsRefused() {
    byte[] archive = sound();
    // The name in the entry's own head: one reader would see another file.
    archive[ZipLayout.LOCAL_HEAD_SIZE] = 'b';

    assertFault("contradicts", archive);
  }

  @Test
  void entriesThatShareBytesAreRefused() {
    byte[] archive = sound();
    int first = find(archive, ZipLayout.CENTRAL_HEAD);
    int second = first + ZipLayout.CENTRAL_HEAD_SIZE + "capture.json".length();
    little(archive).putInt(second + 42, 0);

    assertFault("overlaps", archive);
  }

  @Test
  void bytesBeforeBetweenAndBehindAreRefused() {
    byte[] sound = sound();
    byte[] behind = Arrays.copyOf(sound, sound.length + 1);
    byte[] before = new byte[sound.length + 4];
    System.arraycopy(sound, 0, before, 4, sound.length);

    assertFault("truncated or has a comment", behind);
    assertFault("the end of the archive contradicts", before);
  }

  @Test
  void aCommentIsRefused() {
    byte[] archive = Arrays.copyOf(sound(), sound().length + ZipLayout.END_SIZE);
    int end = sound().length - ZipLayout.END_SIZE;
    // The comment is another end, which a reader from behind would find.
    System.arraycopy(archive, end, archive, end + ZipLayout.END_SIZE, ZipLayout.END_SIZE);
    little(archive).putShort(end + 20, (short) ZipLayout.END_SIZE);

    assertFault("the end of the archive contradicts", archive);
  }

  @Test
  void encryptionIsRefused() {
    byte[] archive = sound();
    little(archive).putShort(find(archive, ZipLayout.CENTRAL_HEAD) + 8, (short) 1);

    assertFault("encrypted", archive);
  }

  @Test
  void aDamagedEntryIsRefused() {
    byte[] archive = sound();
    archive[ZipLayout.LOCAL_HEAD_SIZE + "capture.json".length() + 5] ^= 1;

    assertFault("damaged", archive);
  }

  /** An empty file cannot be told from a damaged one by its length and its CRC-32. */
  @Test
  void anEmptyEntryWhoseCompressedBytesAreDamagedIsRefused() throws IOException {
    byte[] archive = deflated(Map.of("peer/0_a", new byte[0]));
    // A block of type 3, which there is not.
    archive[ZipLayout.LOCAL_HEAD_SIZE + "peer/0_a".length()] = 7;

    assertFault("damaged", archive);
  }

  @ParameterizedTest
  @CsvSource({
    "app.example.com, App.example.com",
    "2026-06-15T00:00:00Z, yesterday",
    "ONE_CONNECTION, NO_CONNECTION",
    "VALID, FINE"
  })
  void anIndexWithAValueThatIsNoneIsRefused(String value, String other) {
    String index = new String(INDEX, StandardCharsets.UTF_8).replace(value, other);

    assertFault(
        "has an invalid value",
        raw(
            new String[] {"capture.json", "peer/0_a"},
            index.getBytes(StandardCharsets.UTF_8),
            CERTIFICATE));
  }

  @Test
  void tooManyEntriesAreRefused() {
    byte[] archive = sound();
    int end = archive.length - ZipLayout.END_SIZE;
    little(archive).putShort(end + 8, (short) 0xffff).putShort(end + 10, (short) 0xffff);

    assertFault("the end of the archive contradicts", archive);
  }

  @Test
  void directoryEntriesAreRejected() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("peer/"));
      zip.closeEntry();
    }

    assertFault("name", out.toByteArray());
  }

  private static byte[] sound() {
    return raw(new String[] {"capture.json", "peer/0_a"}, INDEX, CERTIFICATE);
  }

  private static byte[] raw(String[] names, byte[]... contents) {
    ZipWriter zip = new ZipWriter();
    for (int i = 0; i < names.length; i++) {
      zip.add(names[i], contents[i]);
    }
    return zip.finish();
  }

  private static byte[] deflated(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  private static int find(byte[] archive, int signature) {
    for (int i = 0; i < archive.length - 3; i++) {
      if (little(archive).getInt(i) == signature) {
        return i;
      }
    }
    throw new AssertionError("no such part");
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void assertFault(String problem, byte[] archive) {
    BundleFormatException e =
        assertThrows(BundleFormatException.class, () -> CaptureBundle.read(archive));
    assertTrue(String.valueOf(e.getMessage()).contains(problem), e.getMessage());
  }
}
