package io.github.quotary.collateral;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The envelope: strict JSON, one signature, and exactly the received bytes between the braces. */
class SignedJsonTest {
  private static final String SIGNATURE = "0123456789abcdefABCDEF0123456789".repeat(4);
  private static final Set<String> KNOWN = Set.of("id", "tcb", "advisoryIDs", "tcbLevels");

  private static SignedJson parse(String text) throws JsonFormatException {
    return parse(text.getBytes(UTF_8));
  }

  private static SignedJson parse(byte[] bytes) throws JsonFormatException {
    return SignedJson.parse(bytes, "tcbInfo", KNOWN);
  }

  private static String refusal(String text) {
    return refusal(text.getBytes(UTF_8));
  }

  private static String refusal(byte[] bytes) {
    String problem = assertThrows(JsonFormatException.class, () -> parse(bytes)).problem();
    assertFalse(problem.isBlank());
    return problem;
  }

  private static String envelope(String body) {
    return "{\"tcbInfo\":" + body + ",\"signature\":\"" + SIGNATURE + "\"}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{ }",
        "{\"id\":\"TDX\"}",
        "{\n  \"id\" : \"T\\u0044X\" ,\t\"x\":[1 , 2]\r\n}",
        "{\"caf\u00e9\":\"\u00fc \u20ac \ud83d\ude00\",\"id\":\"}\"}",
        "{\"x\":\"\\\"}\\\\\",\"y\":{\"signature\":\"}\"}}"
      })
  void theSignedBytesAreTheReceivedBytesOfTheObject(String body) throws JsonFormatException {
    Measurement digest = Measurement.of(Sha2.sha256(body.getBytes(UTF_8)));
    String signature = "\"signature\":\"" + SIGNATURE + "\"";
    for (String text :
        List.of(
            envelope(body),
            "{" + signature + ",\"tcbInfo\":" + body + "}",
            " \n{ \"tcbInfo\" \t:\r " + body + " \n, " + signature + " } \n",
            "{\"\u00e4\":\"\u20ac\",\"tcbInfo\":" + body + "," + signature + "}",
            "{\"tcbInf\\u006f\":" + body + "," + signature + ",\"more\":[{}]}")) {
      SignedJson signed = parse(text);
      assertEquals(digest, signed.digest(), text);
      assertEquals(Measurement.fromHex(SIGNATURE), Measurement.of(signed.signature().toRaw()));
    }
  }

  /** To Jackson's table of names, one with a byte 0xff at its end may be the same as without. */
  @ParameterizedTest
  @ValueSource(strings = {"tcbInfo", "signature"})
  void aNameWithAByteThatIsInNoCharacterIsAnotherName(String name) {
    String text = envelope("{}");
    for (int at = 1; at <= name.length() + 1; at++) {
      StringBuilder other = new StringBuilder(text);
      other.insert(text.indexOf('"' + name) + at, '\u00ff');
      byte[] bytes = other.toString().getBytes(ISO_8859_1);
      refusal(bytes);
      assertNull(SignedContent.plainTcbInfo(bytes));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "7",
        "\"tcbInfo\"",
        "[]",
        "[{\"tcbInfo\":{}}]",
        "{",
        "{}",
        "{\"signature\":\"\"}",
        "\ufeff{}",
        "/*a*/{}",
        "garbage"
      })
  void whatIsNoEnvelopeIsRefused(String text) {
    refusal(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id':1}",
        "{id:1}",
        "{\"id\":1,}",
        "{\"id\":[1,]}",
        "{\"id\":NaN}",
        "{\"id\":Infinity}",
        "{\"id\":+1}",
        "{\"id\":01}",
        "{\"id\":.5}",
        "{\"id\":1.}",
        "{\"id\":0x1}",
        "{\"id\":\"a\nb\"}",
        "{\"id\":\"\\x\"}",
        "{\"id\":\"\\u12\"}",
        "{\"id\":tru}",
        "{\"id\":True}",
        "{/*a*/}",
        "{//a\n}",
        "{#a\n}",
        "{\"id\"}",
        "{\"id\":}",
        "{,}",
        "{\"id\":1 \"tcb\":2}",
        "{\"id\":[}",
        "{\"id\":{]}",
        "[]",
        "null",
        "\"{}\"",
        "7"
      })
  void whatIsNoStrictJsonObjectIsRefused(String body) {
    refusal(envelope(body));
  }

  @Test
  void nothingFollowsTheEnvelope() {
    assertDoesNotThrow(() -> parse(envelope("{}") + " \t\r\n"));
    for (String tail : List.of("{}", "7", "x", ",", "}", "\u00a0", "\u0000")) {
      refusal(envelope("{}") + tail);
    }
  }

  @Test
  void everyPartOfAnEnvelopeIsRefused() {
    String whole = envelope("{\"id\":\"a\",\"tcb\":{\"x\":[1]}}");
    for (int length = 0; length < whole.length(); length++) {
      refusal(whole.substring(0, length));
    }
  }

  @Test
  void otherEncodingsAreRefused() {
    for (Charset charset : List.of(UTF_16, UTF_16LE, UTF_16BE, Charset.forName("UTF-32"))) {
      refusal(envelope("{}").getBytes(charset));
    }
  }

  @Test
  void aNulIsNoEndOfText() {
    refusal(envelope("{}") + "\0");
    refusal(envelope("{\"id\":\"a\0b\"}"));
    assertDoesNotThrow(() -> parse(envelope("{\"id\":\"a\\u0000b\"}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":1,\"id\":1}",
        "{\"id\":1,\"x\":2,\"id\":3}",
        "{\"id\":1,\"\\u0069d\":2}",
        "{\"x\":1,\"x\":1}",
        "{\"x\":1,\"\\u0078\":1}",
        "{\"x\":{\"y\":1,\"y\":1}}",
        "{\"tcb\":{\"id\":1,\"i\\u0064\":1}}",
        "{\"tcbLevels\":[{\"tcb\":1,\"tcb\":2}]}"
      })
  void aMemberGivenTwiceIsRefused(String body) {
    assertTrue(refusal(envelope(body)).contains("appears twice"));
  }

  @Test
  void aMemberOfTheEnvelopeGivenTwiceIsRefused() {
    String signature = ",\"signature\":\"" + SIGNATURE + "\"";
    refusal("{\"tcbInfo\":{},\"tcbInfo\":{}" + signature + "}");
    refusal("{\"tcbInfo\":{},\"tcb\\u0049nfo\":{}" + signature + "}");
    refusal("{\"tcbInfo\":{}" + signature + signature + "}");
  }

  @Test
  void bothMembersMustBeThere() {
    assertTrue(refusal("{\"signature\":\"" + SIGNATURE + "\"}").contains("tcbInfo"));
    assertTrue(refusal("{\"tcbInfo\":{}}").contains("signature"));
    assertTrue(
        refusal("{\"enclaveIdentity\":{},\"signature\":\"" + SIGNATURE + "\"}")
            .contains("tcbInfo"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "null", "{}", "[]", "\"\"", "\"00\""})
  void theSignatureIsAStringOf128Characters(String signature) {
    refusal("{\"tcbInfo\":{},\"signature\":" + signature + "}");
  }

  @Test
  void theSignatureHasNeitherMoreNorFewerCharacters() {
    for (String wrong : List.of(SIGNATURE + "0", SIGNATURE.substring(1), SIGNATURE + SIGNATURE)) {
      refusal("{\"tcbInfo\":{},\"signature\":\"" + wrong + "\"}");
    }
  }

  /** Intel parses it, and reports a signature that does not verify. */
  @Test
  void aSignatureThatIsNoHexCanNeverVerify() throws JsonFormatException {
    String text = "{\"tcbInfo\":{},\"signature\":\"" + "zz" + SIGNATURE.substring(2) + "\"}";
    assertFalse(parse(text).signature().isInRange());
  }

  private static String nested(int arrays, String innermost) {
    return envelope("{\"x\":" + "[".repeat(arrays) + innermost + "]".repeat(arrays) + "}");
  }

  /** The signed object is at depth 1, so the innermost of n arrays is at depth n + 1. */
  @Test
  void aContainerAtDepth32IsEmpty() {
    assertDoesNotThrow(() -> parse(nested(30, "1")));
    assertDoesNotThrow(() -> parse(nested(31, "")));
    assertTrue(refusal(nested(31, "1")).contains("32"));
    assertTrue(refusal(nested(32, "")).contains("32"));
    assertTrue(refusal(nested(31, "{}")).contains("32"));
  }

  @Test
  void depthIsBoundedInMembersOfInterestToo() {
    String deep = "{\"tcb\":".repeat(31) + "{}" + "}".repeat(31);
    assertDoesNotThrow(() -> parse(envelope(deep)));
    refusal(envelope("{\"tcb\":" + deep + "}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"tcb\":", "{\"x\":"})
  void endlessNestingIsRefusedWithoutUsingUpTheStack(String open) {
    refusal(open.repeat(200_000));
    refusal("{\"tcbInfo\":" + open.repeat(200_000));
    refusal("{\"x\":" + open.repeat(200_000));
  }

  @Test
  void theNumberOfValuesIsBounded() {
    assertDoesNotThrow(() -> parse(envelope("{\"x\":[" + "0,".repeat(200_000) + "0]}")));
    String many = envelope("{\"advisoryIDs\":[" + "\"\",".repeat(1 << 16) + "\"\"]}");
    assertTrue(refusal(many).contains("65536"));
  }

  @Test
  void longNumbersAndNamesAreRefusedOrSkippedNotKept() {
    refusal(envelope("{\"id\":" + "9".repeat(100_000) + "}"));
    refusal(envelope("{\"" + "a".repeat(1_000_000) + "\":1}"));
  }
}
