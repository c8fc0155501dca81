package io.github.quotary.evidence.cmw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConceptualMessageTest {
  private static final String TDX = "application/vnd.example.intel-tdx-quote";
  private static final byte[] QUOTE =
      Simulator.seeded(7).evidence(Scenario.upToDate(QuoteShape.V4_TDX)).quote();
  private static final String BASE64 =
      Base64.getUrlEncoder().withoutPadding().encodeToString(QUOTE);

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] head(int major, int size) {
    return size < 24
        ? new byte[] {(byte) (major << 5 | size)}
        : size < 256
            ? new byte[] {(byte) (major << 5 | 24), (byte) size}
            : new byte[] {(byte) (major << 5 | 25), (byte) (size >> 8), (byte) size};
  }

  private static byte[] text(String value) {
    return join(head(3, value.length()), value.getBytes(UTF_8));
  }

  private static byte[] octets(byte[] value) {
    return join(head(2, value.length), value);
  }

  private static byte[] tag(int tag, byte[] content) {
    return join(ByteBuffer.allocate(5).put((byte) 0xda).putInt(tag).array(), content);
  }

  private static byte[] record(byte[] type, byte[] value) {
    return join(head(4, 2), type, octets(value));
  }

  private static List<Part> parts(byte[] input) {
    return ((Recognition.Parts) ConceptualMessage.read(input).orElseThrow()).parts();
  }

  private static List<Part> parts(String input) {
    return parts(input.getBytes(UTF_8));
  }

  private static Part inner(String place) {
    return new Part.Inner(ByteBuffer.wrap(QUOTE), place);
  }

  private static String refusal(byte[] input) {
    return ((Recognition.Refused) ConceptualMessage.read(input).orElseThrow()).reason();
  }

  private static String refusal(String input) {
    return refusal(input.getBytes(UTF_8));
  }

  private static String json(String type, String more) {
    return "[" + type + ",\"" + BASE64 + "\"" + more + "]";
  }

  @Test
  void readsRecordsInJson() {
    List<Part> quote = List.of(inner("CMW of type " + TDX));
    assertEquals(quote, parts(json('"' + TDX + '"', "")));
    assertEquals(quote, parts(" \n" + json('"' + TDX + '"', ",4")));
    assertEquals(
        quote,
        parts("[\"" + TDX + "\",\"" + Base64.getUrlEncoder().encodeToString(QUOTE) + "\",6]"));
    assertEquals(List.of(inner("CMW of type 42")), parts(json("42", "")));
  }

  @Test
  void readsRecordsAndTagsInCbor() {
    List<Part> quote = List.of(inner("CMW of type " + TDX));
    assertEquals(quote, parts(record(text(TDX), QUOTE)));
    assertEquals(quote, parts(join(head(4, 3), text(TDX), octets(QUOTE), head(0, 4))));
    List<Part> stream = List.of(inner("CMW of type 42"));
    assertEquals(stream, parts(record(head(0, 42), QUOTE)));
    assertEquals(stream, parts(tag(0x63740101 + 42, octets(QUOTE))));
  }

  /** RFC 9277: of every 256 tags the last is not used. */
  @Test
  void countsContentFormatsByTheirTags() {
    assertTrue(refusal(tag(0x63740101 + 256 + 18, octets(QUOTE))).contains("of type 273,"));
    assertTrue(refusal(tag(0x63740101 + 254, octets(QUOTE))).contains("of type 254,"));
    assertEquals(Optional.empty(), ConceptualMessage.read(tag(0x63740101 + 255, octets(QUOTE))));
    assertTrue(refusal(tag(0x63740101 + 256, octets(QUOTE))).contains("of type 255,"));
    assertEquals(Optional.empty(), ConceptualMessage.read(tag(0x63740100, octets(QUOTE))));
    assertEquals(Optional.empty(), ConceptualMessage.read(tag(0x7fffffff, octets(QUOTE))));
  }

  @Test
  void readsCollections() {
    String nested =
        "{\"__cmwc_t\":\"tag:example.com,2026:a\",\"cpu\":{\"__cmwc_t\":\"tag:b\",\"tdx\":"
            + json('"' + TDX + '"', ",4")
            + "},\"certificate\":[\"application/pkix-cert\",\"AAAA\",2]}";
    assertEquals(List.of(inner("CMW member tdx of type " + TDX)), parts(nested));
    byte[] record = record(text(TDX), QUOTE);
    byte[] collection =
        join(
            head(5, 3),
            text("__cmwc_t"),
            text("tag:b"),
            head(0, 7),
            record,
            text("in"),
            tag(0x63740101 + 256 + 18, join(head(5, 1), text("tdx"), record)));
    assertEquals(
        List.of(inner("CMW member 7 of type " + TDX), inner("CMW member tdx of type " + TDX)),
        parts(collection));
  }

  @Test
  void namesWhatItDoesNotSupport() {
    assertTrue(
        refusal("[\"application/vnd.example.sev\",\"AAAA\"]")
            .contains("of type application/vnd.example.sev, which is not supported"));
    assertTrue(refusal("[\"application/eat+cwt\",\"AAAA\"]").contains("(EAT, CWT)"));
    assertTrue(refusal(record(head(0, 61), QUOTE)).contains("(EAT, CWT)"));
    assertTrue(refusal(json('"' + TDX + '"', ",2")).contains("without evidence"));
    assertTrue(refusal("{\"__cmwc_t\":\"tag:a\"}").contains("without a message"));
    assertTrue(refusal("{\"__cmwc_t\":\"tag:a\",\"x\":1}").contains("member x is not a wrapper"));
    assertTrue(refusal("[\"" + TDX + "\",\"*\"]").contains("not base64url"));
    assertTrue(refusal(tag(0x63740101 + 256 + 20, head(4, 0))).contains("signed"));
    assertTrue(refusal(join(tag(0x63740101, octets(QUOTE)), head(0, 0))).contains("follow"));
  }

  @Test
  void staysWithinItsBounds() {
    String deep = "{\"__cmwc_t\":\"tag:a\",\"a\":" + "{\"a\":".repeat(20) + "1" + "}".repeat(21);
    assertTrue(refusal(deep).contains("16 collections deep"));
    StringBuilder wide = new StringBuilder("{\"__cmwc_t\":\"tag:a\"");
    for (int i = 0; i < 65; i++) {
      wide.append(",\"").append(i).append("\":[\"").append(TDX).append("\",\"AAAA\"]");
    }
    assertTrue(refusal(wide.append('}').toString()).contains("64 messages"));
    byte[] nest = new byte[100_000];
    Arrays.fill(nest, (byte) 0xa1);
    assertEquals(Optional.empty(), ConceptualMessage.read(nest));
  }

  @Test
  void leavesEverythingElseAlone() {
    for (String other :
        List.of(
            "",
            "[]",
            "[1,2]",
            "[\"a\",\"b\"]",
            "[\"a/b\",1]",
            "[\"a/b\",\"AAAA\",4,5]",
            "{\"quote\":\"AA\"}",
            "{\"a\":\"__cmwc_t\"}",
            "[[\"a/b\",\"AAAA\"]]")) {
      assertEquals(Optional.empty(), ConceptualMessage.read(other.getBytes(UTF_8)), other);
    }
    assertEquals(Optional.empty(), ConceptualMessage.read(QUOTE));
    assertEquals(
        Optional.empty(),
        ConceptualMessage.read(join(head(5, 1), text("a"), record(text(TDX), QUOTE))));
    assertEquals(
        Optional.empty(),
        ConceptualMessage.read(
            join(head(5, 2), text("__cmwc_t"), text("a"), text("__cmwc_t"), text("a"))));
  }

  @Test
  void handsNothingOnFromWhatIsCutOff() {
    for (byte[] whole :
        List.of(
            json('"' + TDX + '"', ",4").getBytes(UTF_8),
            record(text(TDX), QUOTE),
            tag(0x63740101 + 42, octets(QUOTE)))) {
      for (int size = 0; size < whole.length; size++) {
        assertFalse(
            ConceptualMessage.read(Arrays.copyOf(whole, size))
                .filter(Recognition.Parts.class::isInstance)
                .isPresent());
      }
    }
  }
}
