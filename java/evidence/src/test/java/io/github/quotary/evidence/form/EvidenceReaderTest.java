package io.github.quotary.evidence.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EvidenceReaderTest {
  private static final String HEX = Samples.HEX;
  private static final String OTHER = HexFormat.of().formatHex(Samples.OTHER);

  @TestFactory
  Stream<DynamicTest> everyFormGivesTheQuote() {
    return Samples.all().entrySet().stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.getKey(), () -> assertEquals(quote(), one(sample.getValue()))));
  }

  /** The quote, without the zeros of an outblob. */
  private static ByteBuffer one(byte[] input) {
    Reading reading = EvidenceReader.read(input).oneQuote();
    Reading.Found found = assertInstanceOf(Reading.Found.class, reading, reading.toString());
    ByteBuffer bytes = found.quotes().get(0).bytes();
    return bytes.limit(Math.min(bytes.limit(), Samples.TDX.length));
  }

  private static ByteBuffer quote() {
    return ByteBuffer.wrap(Samples.TDX);
  }

  @Test
  void thePlaceOfAQuoteIsNamed() {
    Reading.Found found = found("{\"tdx\":{\"quote\":\"" + Samples.BASE64 + "\"}}");
    assertEquals("member tdx.quote, base64", found.quotes().get(0).place());
    assertEquals("", found(Samples.TDX).quotes().get(0).place());
  }

  @Test
  void aTextWithoutAQuoteIsNamed() {
    assertProblem("{\"quote\":null}", "JSON with member quote; it holds no quote");
    assertProblem("{\"error\":\"x\",\"code\":7}", "JSON with members error, code; none holds");
    assertProblem("[]", "JSON array");
    assertProblem("<html><body>502 Bad Gateway</body></html>", "HTML");
    assertProblem("<!DOCTYPE html>\n<title>x", "HTML");
    assertProblem("<?xml version='1.0'?><Error/>", "XML");
    assertProblem("404 page not found", "begins with '404 page not found'");
    assertProblem("", "empty");
    assertProblem(" \r\n", "white space");
    assertProblem("{\"quote\":\"bm90IGEgcXVvdGU=\"}", "member quote: text that is base64");
    assertProblem("{\"quote\":\"" + HEX + "zz\"}", "not of a quote");
    assertProblem("{\"quote\":\"" + HEX + "!\"}", "member quote: text that is not hex");
    assertProblem("090002000100000000", "hex of 9 bytes, not of a quote: it begins with 09");
    assertProblem("{\"quote\":7}", "member quote is a JSON number");
    assertProblem("{\"quote\":\"" + HEX, "JSON");
    assertProblem("04\u00a000" + HEX, "U+00A0");
  }

  @Test
  void twoQuotesAreNeverOne() {
    assertProblem("{\"quote\":\"" + HEX + "\",\"intel_quote\":\"" + OTHER + "\"}", "2 different");
    assertProblem("[{\"quote\":\"" + HEX + "\"},{\"quote\":\"" + OTHER + "\"}]", "2 different");
    assertProblem("{\"quote\":\"" + HEX + "\",\"Quote\":\"" + OTHER + "\"}", "2 different");
    assertProblem("{\"quote\":\"" + HEX + "\",\"quote\":\"" + HEX + "\"}", "JSON");
    assertProblem("{\"quote\":\"" + HEX + "\"}\n{\"quote\":\"" + OTHER + "\"}\n", "JSON");
    assertProblem("{\"quote\":\"" + HEX + "\"} x", "JSON");
    assertProblem(HEX + OTHER, "give the quote alone");
    assertProblem(HEX + "\n" + OTHER + "\n", "2 different quotes (line 1; line 2)");
    assertProblem("{\"quote\":\"!\",\"intel_quote\":\"" + HEX + "\"}", "give one of them alone");
  }

  @Test
  void aSecondQuoteThatIsHiddenIsNotPassedOver() {
    String wrapped = Base64.getMimeEncoder().encodeToString(Samples.OTHER);
    String dump = new String(Samples.all().get("xxd"), UTF_8);
    assertProblem(dump + wrapped, "hex dump beside other text");
    assertProblem(wrapped + "\n" + dump, "hex dump beside other text");
    assertProblem("{\"quote\":\"" + HEX + "\",\"x\":\"" + OTHER + "00ff\"}", "member x");
    assertProblem("{\"quote\":\"" + HEX + "\",\"x\":\"" + OTHER + OTHER + "\"}", "member x");
    byte[] gzip = Samples.gzip(Samples.OTHER);
    gzip = Arrays.copyOf(gzip, gzip.length + 2);
    String damaged = Base64.getEncoder().encodeToString(gzip);
    assertProblem("{\"quote\":\"" + HEX + "\",\"x\":\"" + damaged + "\"}", "gzip");
    String wrapper = "{\"__cmwc_t\":\"tag:a\",\"a\":[\"application/octet-stream\",\"%s\"],";
    assertProblem(
        String.format(wrapper, base64url(Samples.TDX))
            + "\"b\":[\"application/other\",\""
            + base64url(Samples.OTHER)
            + "\"]}",
        "");
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Test
  void nothingOfAnInputReachesATerminal() {
    for (String text :
        List.of(
            "{\"a\\u001b[31m\\u009b\":1}",
            "{\"quote\":\"\\u001b[2J\"}",
            "no\tquote\f",
            "\u001b]0;x\u0007 text",
            "{\"event_log\":{\"\\u001b\":1}}")) {
      Reading reading = EvidenceReader.read(text.getBytes(UTF_8)).oneQuote();
      String said = assertInstanceOf(Reading.Unread.class, reading).problem();
      assertTrue(said.codePoints().noneMatch(Character::isISOControl), said);
    }
  }

  @Test
  void whatIsNotSupportedIsNamedInEveryEncoding() {
    byte[] tdReport = new byte[1024];
    tdReport[0] = (byte) 0x81;
    String said =
        assertInstanceOf(Reading.Unread.class, EvidenceReader.read(tdReport).oneQuote()).problem();
    assertTrue(said.contains("TDREPORT"), said);
    String hex = HexFormat.of().formatHex(tdReport);
    assertProblem(hex, "TDREPORT");
    assertProblem(Base64.getEncoder().encodeToString(tdReport), "TDREPORT");
    assertProblem("{\"quote\":\"" + hex + "\"}", "member quote, hex: ");
    assertProblem("{\"quote\":\"" + hex + "\"}", "TDREPORT");
  }

  @Test
  void textInAnotherEncodingIsText() {
    assertProblem("<html>\u00fc</html>".getBytes(StandardCharsets.ISO_8859_1), "HTML");
    assertProblem("\u001b[1mnot a quote".getBytes(UTF_8), "control characters");
  }

  @Test
  void jsonOfMoreThanFourMebibytesIsNotRead() {
    assertProblem("[" + "{},".repeat(2 << 20) + "{}]", "JSON of more than");
  }

  /** What an input is, and what is wrong with it; not only that it holds no quote. */
  @Test
  void aFormThatIsBrokenIsNamed() {
    assertProblem("{\"a\":1,\"a\":2}", "not strict JSON");
    String[] collateral =
        IntStream.of(7, 8)
            .mapToObj(seed -> Simulator.seeded(seed).evidence(Scenario.upToDate()).collateralJson())
            .toArray(String[]::new);
    assertProblem(
        "[" + String.join(",", collateral) + "]",
        "this is collateral, but it holds 2 different collaterals");
    assertProblem(
        "[{\"imr\":0,\"event_type\":1,\"digest\":\"xy\",\"event\":\"\",\"event_payload\":\"\"}]",
        "this is an event log, but ");
    byte[] gzip = new byte[32];
    Arrays.fill(gzip, (byte) 0xff);
    System.arraycopy(HexFormat.of().parseHex("1f8b0800000000000003"), 0, gzip, 0, 10);
    assertProblem(gzip, "gzip that is cut off or damaged");
  }

  @Test
  void twoQuotesOneAfterTheOtherAreNotRead() {
    byte[] padded = Arrays.copyOf(Samples.TDX, 8000 + Samples.OTHER.length);
    System.arraycopy(Samples.OTHER, 0, padded, 8000, Samples.OTHER.length);
    Reading reading = EvidenceReader.read(padded);
    assertTrue(assertInstanceOf(Reading.Unread.class, reading).problem().contains("byte 8000"));
  }

  @Test
  void allQuotesOfAnArrayAreThereInTheirOrder() {
    Reading.Found found =
        found("[{\"quote\":\"" + OTHER + "\"},{\"quote\":\"" + HEX + "\"},{\"quote\":\"!\"}]");
    assertEquals(
        List.of(ByteBuffer.wrap(Samples.OTHER), quote()),
        found.quotes().stream().map(FoundQuote::bytes).toList());
    assertEquals(1, found.unreadable().size());
    assertTrue(found.unreadable().get(0).startsWith("element 2.quote: "));
  }

  @Test
  void jsonThatIsNotUtf8IsNotRead() {
    String json = "{\"quote\":\"" + HEX + "\"}";
    for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      for (String mark : List.of("", "\uFEFF")) {
        assertProblem((mark + json).getBytes(charset), "JSON in UTF-16");
      }
    }
  }

  @Test
  void aDumpWithALostLineIsNotRead() {
    String dump = new String(Samples.all().get("xxd"), UTF_8);
    List<String> lines = new java.util.ArrayList<>(dump.lines().toList());
    lines.remove(7);
    assertProblem(String.join("\n", lines), "line 8 does not continue");
    String hexdump = new String(Samples.all().get("hexdump -C"), UTF_8);
    assertProblem(hexdump.replaceAll("(?m)^.*\\n(?=[0-9a-f]+$)", ""), "last line");
  }

  @Test
  void collateralBesideAQuoteIsThereAndNothingElseIsNoted() {
    String collateral = new String(Samples.vector("tdx-v4-up-to-date", "collateral.json"), UTF_8);
    Reading.Found found =
        found("{\"a\":{\"quote\":\"" + HEX + "\",\"collateral\":" + collateral + "}}");
    assertEquals(1, found.collateral().size());
    assertEquals(List.of(), found.notes());
    assertEquals(quote(), found.quotes().get(0).bytes());
    Reading.Found broken = found("{\"quote\":\"" + HEX + "\",\"event_log\":[{\"imr\":0}]}");
    assertEquals(1, broken.notes().size());
    assertTrue(broken.notes().get(0).startsWith("this is an event log, but"));
  }

  @Test
  void unknownBytesAreForTheVerifierToReject() {
    Reading.Found found = found(new byte[] {9, 0, 2, 0, 1, 2, 3});
    assertEquals(1, found.quotes().size());
    assertEquals(found, found.oneQuote());
  }

  /** Zeros can be read as dstack's attestation of version 0 whose members are empty. */
  @Test
  void aFormWhoseQuoteIsEmptyHasNoQuote() {
    assertProblem(new byte[70], "there should be a quote, and it has no bytes");
  }

  @Test
  void whatUnfoldsWithoutEndIsBounded() {
    byte[] zeros = Samples.gzip(new byte[EvidenceReader.MAX_BYTES + 1]);
    assertProblem(zeros, "gzip of more than");
    StringBuilder nested = new StringBuilder(HEX);
    for (int i = 0; i < 4; i++) {
      nested = new StringBuilder(HexFormat.of().formatHex(Samples.ascii(nested.toString())));
    }
    assertEquals(quote(), one(Samples.ascii(nested.toString())));
    byte[] gzip = Samples.TDX;
    for (int i = 0; i < 20; i++) {
      gzip = Samples.gzip(gzip);
    }
    assertProblem(gzip, "deep");
    assertProblem("[".repeat(5000) + "]".repeat(5000), "JSON");
    String bomb = "0000: 00 01\n*\n1000000\n".repeat(1000);
    assertProblem(bomb, "");
  }

  private static Reading.Found found(String input) {
    return found(input.getBytes(UTF_8));
  }

  private static Reading.Found found(byte[] input) {
    return assertInstanceOf(Reading.Found.class, EvidenceReader.read(input));
  }

  private static void assertProblem(String input, String problem) {
    assertProblem(input.getBytes(UTF_8), problem);
  }

  private static void assertProblem(byte[] input, String problem) {
    Reading reading = EvidenceReader.read(input).oneQuote();
    String said = assertInstanceOf(Reading.Unread.class, reading).problem();
    assertTrue(said.contains(problem), said);
  }
}
