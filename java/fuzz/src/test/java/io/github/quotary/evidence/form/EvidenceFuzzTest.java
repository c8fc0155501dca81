package io.github.quotary.evidence.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.fuzz.Seeds;
import io.github.quotary.rtmr.EventLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Telling forms apart, and unfolding them: reading never throws, says the same of the same bytes,
 * and holds a quote in its text form for what the parser of forms holds it for.
 */
class EvidenceFuzzTest {
  /** A head and a body are enough to be told apart; the rest is read elsewhere. */
  private static final byte[] SHORT = Arrays.copyOf(Seeds.evidence().quote(), 700);

  static Stream<byte[]> seeds() {
    byte[] quote = Seeds.evidence().quote();
    String hex = HexFormat.of().formatHex(SHORT);
    String base64 = Base64.getEncoder().encodeToString(SHORT);
    return Stream.of(
        quote,
        SHORT,
        gzip(SHORT),
        Seeds.utf8(hex),
        Seeds.utf8(hex.replaceAll("(..)(?=.)", "$1:")),
        Seeds.utf8("{ " + hex.replaceAll("(..)", "0x$1, ") + "};"),
        Seeds.utf8(base64),
        Seeds.utf8(Base64.getMimeEncoder().encodeToString(SHORT)),
        Seeds.utf8("data:application/octet-stream;base64," + base64),
        Seeds.utf8("-----BEGIN TDX QUOTE-----\n" + base64 + "\n-----END TDX QUOTE-----\n"),
        Seeds.utf8("{\"quote\":\"" + hex + "\",\"event_log\":\"[]\"}"),
        Seeds.utf8("{\"evidence\":{\"tdx\":{\"quote\":\"" + base64 + "\"}}}"),
        Seeds.utf8("{\"type\":\"Buffer\",\"data\":" + unsigned(SHORT) + "}"),
        Seeds.utf8("\"{\\\"quote\\\":\\\"" + hex + "\\\"}\""),
        Seeds.utf8(hex + "\n" + hex + "\n"),
        Seeds.utf8(dump(SHORT)),
        Seeds.vector("dstack-0-6", "event-log.json"),
        Arrays.copyOf(Seeds.vector("dstack-0-6", "ccel.bin"), 3000));
  }

  private static String unsigned(byte[] bytes) {
    StringBuilder text = new StringBuilder("[");
    for (byte b : bytes) {
      text.append(text.length() > 1 ? "," : "").append(Byte.toUnsignedInt(b));
    }
    return text.append("]").toString();
  }

  private static String dump(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at + 16 <= bytes.length; at += 16) {
      text.append(String.format("%08x  ", at));
      for (int i = 0; i < 16; i++) {
        text.append(String.format("%02x ", bytes[at + i]));
      }
      text.append(" |................|\n");
    }
    return text.toString();
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Event logs have no words of their own. */
  private static String words(Reading reading) {
    return reading instanceof Reading.Found found
        ? found.quotes()
            + " "
            + found.collateral().stream().map(Collateral::size).toList()
            + found.logs().stream().map(EventLog::size).toList()
            + found.unreadable()
            + found.notes()
        : reading.toString();
  }

  @MethodSource("seeds")
  @DictionaryEntries({
    "\"quote\":",
    "\"intel_quote\":",
    "\"tdx_quote\":",
    "\"event_log\":",
    "\"evidence\":",
    "\"data\":",
    "\"type\":\"Buffer\"",
    "\"tee\"",
    "\"tcbInfo\"",
    "0x",
    "\\x",
    "-----BEGIN CERTIFICATE-----",
    "-----BEGIN TDX QUOTE-----",
    "data:application/octet-stream;base64,"
  })
  @FuzzTest
  void fuzz(byte[] input) {
    Reading reading = EvidenceReader.read(input);
    assertEquals(words(reading), words(EvidenceReader.read(input.clone())));
    assertEquals(words(reading.oneQuote()), words(reading.oneQuote().oneQuote()));
    if (reading instanceof Reading.Unread unread) {
      assertFalse(unread.problem().isBlank());
    } else if (reading instanceof Reading.Found found) {
      found.quotes().forEach(quote -> assertTrue(quote.bytes().hasRemaining()));
    }
  }
}
