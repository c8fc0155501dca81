package io.github.quotary.challenge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyBindingTest {
  private static final byte[] NONCE = counting(0, 32);
  private static final byte[] KEY = counting(0x20, 32);
  private static final String CONTEXT = "payments/v1";

  private static byte[] counting(int first, int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }

  /** The vectors of the Javadoc, which were computed by another program. */
  @Test
  void reportDataIsThatOfTheTestVectors() {
    assertEquals(
        "85befcc82bb7509fd9c5489d4b72518c029b9debe75b3378e9abd084ca03bb63"
            + "5b9e4b627ff9bbd1d0a1036dd13a30c53b5f75038b9a516c8b32b7468e06394c",
        HexFormat.of().formatHex(KeyBinding.reportData(CONTEXT, KEY, NONCE)));
    assertEquals(
        "c4c8e927a4620019a9cab181144f65fea5600df97f19097992cbf6db6c9444bd"
            + "0d6f2d125282e6bf543cf4703d66337e18d402d7428a92174c7d857426ae3539",
        HexFormat.of().formatHex(KeyBinding.reportData(CONTEXT, KEY)));
    assertEquals(
        "ee4320ebaf3fdb4f2c832b137200c08e235e0fa7bbd0eb1740c7063ba8a0d151"
            + "da77e003398e1714a955d475b05e3e950b639503b452ec185de4229bc4873949",
        HexFormat.of().formatHex(KeyBinding.plain(NONCE, KEY)));
  }

  /** A guest that follows the table of the Javadoc byte by byte. */
  @Test
  void aGuestBuildsTheSameBytesFromTheTable() throws Exception {
    byte[] key = counting(7, 91);
    assertArrayEquals(asAGuest(CONTEXT, key, NONCE), KeyBinding.reportData(CONTEXT, key, NONCE));
    assertArrayEquals(asAGuest("x", key, new byte[0]), KeyBinding.reportData("x", key));
  }

  private static byte[] asAGuest(String context, byte[] key, byte[] nonce) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write("quotary report data v1".getBytes(StandardCharsets.US_ASCII));
      out.write(0);
      field(out, context.getBytes(StandardCharsets.US_ASCII));
      field(out, key);
      field(out, nonce);
    }
    return MessageDigest.getInstance("SHA-512").digest(bytes.toByteArray());
  }

  private static void field(DataOutputStream out, byte[] field) throws IOException {
    out.writeInt(field.length);
    out.write(field);
  }

  @Test
  void onlyTheSameBytesMatch() {
    byte[] reportData = KeyBinding.reportData(CONTEXT, KEY, NONCE);
    assertTrue(KeyBinding.matches(reportData, reportData.clone()));
    for (int i = 0; i < reportData.length; i++) {
      byte[] other = reportData.clone();
      other[i] ^= 1;
      assertFalse(KeyBinding.matches(reportData, other), "byte " + i);
    }
    assertFalse(KeyBinding.matches(reportData, new byte[0]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "two words", "tab\t", "nul\0", "na\u00efve", "\ud83d\ude00", "line\n"})
  void aContextThatTwoSidesCouldWriteDifferentlyIsRefused(String context) {
    assertThrows(IllegalArgumentException.class, () -> KeyBinding.reportData(context, KEY, NONCE));
    assertThrows(IllegalArgumentException.class, () -> Challenge.of(context, NONCE));
  }

  @Test
  void sizesThatAreNotPossibleAreRefused() {
    String longest = "c".repeat(255);
    assertEquals(64, KeyBinding.reportData(longest, new byte[1 << 16], NONCE).length);
    assertRefused(() -> KeyBinding.reportData(longest + "c", KEY), "A context of 256 characters");
    assertRefused(() -> KeyBinding.reportData(CONTEXT, new byte[0]), "A key of 0 bytes");
    assertRefused(() -> KeyBinding.plain(NONCE, new byte[0]), "A key of 0 bytes");
    assertRefused(
        () -> KeyBinding.reportData(CONTEXT, new byte[(1 << 16) + 1]), "A key of 65537 bytes");
    assertRefused(
        () -> KeyBinding.reportData(CONTEXT, KEY, new byte[0]), "A nonce of 0 bytes; it has 32");
    assertRefused(() -> KeyBinding.plain(new byte[31], KEY), "A nonce of 31 bytes; it has 32");
    assertRefused(() -> Challenge.of(CONTEXT, new byte[33]), "A nonce of 33 bytes; it has 32");
  }

  private static void assertRefused(Runnable call, String message) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call::run);
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
  }
}
