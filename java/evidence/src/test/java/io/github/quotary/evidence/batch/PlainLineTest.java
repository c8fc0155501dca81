package io.github.quotary.evidence.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.evidence.batch.QuoteEntry.Decoded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A line that is read in one pass gives what the general reader gives. */
class PlainLineTest {
  private static final String CHARACTERS = "{}\",:\\ \t\r0123456789-.eatidquoZ+\u00e9\0\u0001";
  private static final List<String> PLAIN = new ArrayList<>();

  @BeforeAll
  static void makeLines() throws IOException {
    byte[] quote =
        Files.readAllBytes(Path.of("../../testvectors/vectors/tdx-v4-up-to-date/quote.bin"));
    String base64 = Base64.getEncoder().encodeToString(quote);
    String hex = HexFormat.of().formatHex(quote);
    for (String text : List.of(base64, hex, "0x" + hex, base64.replaceAll("(.{64})", "$1\\\\n"))) {
      PLAIN.add("{\"quote\":\"" + text + "\"}");
      PLAIN.add("{\"id\":\"host 7\",\"quote\":\"" + text + "\"}");
      PLAIN.add("{\"id\":42,\"quote\":\"" + text + "\",\"at\":\"2026-05-01T00:00:00Z\"}\r");
      PLAIN.add("{\"id\":\"a\\u0062\u00e9\",\"quote\":\"" + text + "\"}");
      PLAIN.add("{\"id\":-5000000000,\"quote\":\"" + text + "\"}");
      PLAIN.add("  { \"at\" : 1777593600 , \"quote\" : \"" + text + "\" , \"id\" : 0 }  ");
    }
  }

  private static Optional<Decoded> quickly(byte[] line) {
    // Somewhere in a block of many lines.
    byte[] block = new byte[line.length + 40];
    System.arraycopy(line, 0, block, 23, line.length);
    return PlainLine.read(new Slice(block, 23, 23 + line.length), 7);
  }

  @Test
  void readsPlainLines() {
    for (String line : PLAIN) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      assertEquals(Optional.of(QuoteLine.decode(bytes, 7)), quickly(bytes), line);
    }
  }

  @Test
  void leavesOthersToTheGeneralReader() {
    String quote = PLAIN.get(0).substring(1, PLAIN.get(0).length() - 1);
    for (String line :
        List.of(
            "{" + quote + "," + quote + "}",
            "{\"id\":1,\"id\":2," + quote + "}",
            "{\"at\":1777593600,\"at\":1777593601," + quote + "}",
            "{" + quote + ",\"more\":1}",
            "{" + quote + "} x",
            "{" + quote + ",}",
            "{\"id\":01," + quote + "}",
            "{\"id\":null," + quote + "}",
            "{\"id\":1.5," + quote + "}",
            "{\"at\":\"yesterday\"," + quote + "}",
            "{\"id\":1}",
            "[" + quote + "]")) {
      assertTrue(quickly(line.getBytes(StandardCharsets.UTF_8)).isEmpty(), line);
    }
  }

  /** The long text in the middle is looked for first; it must be the quote, and all of it. */
  @Test
  void leavesALongTextThatIsNotTheQuoteToTheGeneralReader() {
    String text = PLAIN.get(0).substring("{\"quote\":\"".length(), PLAIN.get(0).length() - 2);
    for (String line :
        List.of(
            "{\"id\":\"" + text + "\",\"quote\":\"\"}",
            "{\"quote\":\"\",\"id\":\"" + text + "\"}",
            "{\"quote\":\"\",\"at\":\"" + text + "\"}",
            "{\"id\":\"\\\"quote\\\":\\\"" + text + "\",\"quote\":\"\"}",
            "{\"quote\":\"a\\\"" + text + "\"}",
            "{\"quote\":\"" + text + "\\\"\"}",
            "{\"quote\":{\"quote\":\"" + text + "\"}}",
            "{\"more\":{\"quote\":\"" + text + "\"}}",
            "{\"" + text + "\":\"quote\"}",
            "{\"quote\" \"" + text + "\"}",
            "{\"quote\":\"\"" + text + "\"\"}",
            "\"" + text + "\"",
            "\"" + text,
            text)) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      assertTrue(quickly(bytes).isEmpty(), line);
    }
  }

  /** To Jackson's table of names, one with a byte 0xff in it is the same as without. */
  @Test
  void leavesWhatIsNotUtf8ToTheGeneralReader() {
    for (String line : PLAIN) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      assertTrue(quickly(bytes).isPresent(), line);
      int name = line.indexOf('"') + 1;
      for (int at = name; at < name + 6; at++) {
        byte[] wrong = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, wrong, 0, at);
        wrong[at] = (byte) 0xff;
        System.arraycopy(bytes, at, wrong, at + 1, bytes.length - at);
        assertTrue(quickly(wrong).isEmpty(), line);
      }
    }
  }

  @Test
  void agreesOnChangedLines() {
    Random random = new Random(23);
    int taken = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder line = new StringBuilder(PLAIN.get(random.nextInt(PLAIN.size())));
      for (int change = random.nextInt(3); change > 0; change--) {
        // Most changes in the structure, not in the long text of the quote.
        int at = random.nextInt(Math.min(line.length(), 60));
        at = random.nextBoolean() ? at : line.length() - 1 - at;
        char other = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
        switch (random.nextInt(3)) {
          case 0 -> line.setCharAt(at, other);
          case 1 -> line.deleteCharAt(at);
          default -> line.insert(at, other);
        }
      }
      byte[] bytes = line.toString().getBytes(StandardCharsets.UTF_8);
      Optional<Decoded> quick = quickly(bytes);
      if (quick.isPresent()) {
        taken++;
        assertEquals(QuoteLine.decode(bytes, 7), quick.orElseThrow(), line.toString());
      }
    }
    assertTrue(taken > 5_000, "too few were read quickly: " + taken);
  }
}
