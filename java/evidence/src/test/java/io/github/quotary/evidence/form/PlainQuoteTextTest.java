package io.github.quotary.evidence.form;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.evidence.text.JsonInputException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What the quick decoder takes of a JSON string, the general ones take, and give the same bytes.
 */
class PlainQuoteTextTest {
  private static final String CHARACTERS =
      "0123456789abcdefghxzABCDEFGHXZ+/-_= \t\n\r\\\"nrtu/,:{}\u00e9\0";

  private static List<String> texts(byte[] quote) {
    String hex = HexFormat.of().formatHex(quote);
    String base64 = Base64.getEncoder().encodeToString(quote);
    return List.of(
        hex,
        "0x" + hex,
        "0X" + hex.toUpperCase(Locale.ROOT),
        hex.replaceAll("(.{64})", "$1\\\\n"),
        hex.replaceAll("(..)", "$1 "),
        base64,
        base64.replace("=", ""),
        base64.replace("/", "\\/"),
        Base64.getUrlEncoder().encodeToString(quote),
        Base64.getUrlEncoder().withoutPadding().encodeToString(quote),
        base64.replaceAll("(.{64})", "$1\\\\n"),
        base64.replaceAll("(.{76})", "$1\\\\r\\\\n") + "\\n");
  }

  private static byte[] general(byte[] text) {
    try {
      String json = "{\"q\":\"" + new String(text, StandardCharsets.ISO_8859_1) + "\"}";
      String value =
          JsonInput.tree(json.getBytes(StandardCharsets.ISO_8859_1)).path("q").textValue();
      Optional<byte[]> octets = Optional.ofNullable(value).flatMap(HexText::decode);
      return octets.or(() -> Optional.ofNullable(value).flatMap(Base64Text::decode)).orElse(null);
    } catch (JsonInputException e) {
      return null;
    }
  }

  @Test
  void readsWhatProgramsWrite() {
    for (byte[] quote : List.of(Samples.TDX, Samples.OTHER)) {
      for (String text : texts(quote)) {
        byte[] json = text.getBytes(StandardCharsets.ISO_8859_1);
        assertArrayEquals(quote, PlainQuoteText.decode(json, 0, json.length), text);
        assertArrayEquals(quote, general(json), text);
      }
    }
  }

  @Test
  void givesWhatTheGeneralDecodersGive() {
    Random random = new Random(17);
    int taken = 0;
    for (int round = 0; round < 60_000; round++) {
      byte[] octets = new byte[1 + random.nextInt(48)];
      random.nextBytes(octets);
      if (random.nextBoolean()) {
        octets[0] = 4;
      }
      List<String> texts = texts(octets);
      byte[] text = texts.get(random.nextInt(texts.size())).getBytes(StandardCharsets.ISO_8859_1);
      text = changed(text, random, random.nextInt(3));
      byte[] quick = PlainQuoteText.decode(text, 0, text.length);
      if (quick != null) {
        taken++;
        byte[] expected = general(text);
        String shown = new String(text, StandardCharsets.ISO_8859_1);
        assertNotNull(expected, shown);
        assertArrayEquals(expected, quick, shown);
      }
    }
    assertTrue(taken > 10_000, "too few were read quickly: " + taken);
  }

  private static byte[] changed(byte[] text, Random random, int changes) {
    byte[] result = text;
    for (int i = 0; i < changes && result.length > 0; i++) {
      int at = random.nextInt(result.length);
      byte other = (byte) CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
      switch (random.nextInt(3)) {
        case 0 -> {
          result = result.clone();
          result[at] = other;
        }
        case 1 -> result = Arrays.copyOf(result, at);
        default -> {
          byte[] longer = new byte[result.length + 1];
          System.arraycopy(result, 0, longer, 0, at);
          longer[at] = other;
          System.arraycopy(result, at, longer, at + 1, result.length - at);
          result = longer;
        }
      }
    }
    return result;
  }
}
