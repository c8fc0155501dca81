package io.github.quotary.service.trustee;

import static io.github.quotary.service.trustee.Guest.JSON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8785, with the examples of its appendix B. */
class CanonicalJsonTest {
  private static String canonical(String json) throws Exception {
    return new String(CanonicalJson.of(JSON.readTree(json)), UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2"
  })
  void numbersAreThoseOfTheRfc(String bits, String expected) {
    assertEquals(
        expected, CanonicalJson.number(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))));
  }

  @Test
  void membersAreSortedByUtf16() throws Exception {
    assertEquals(
        "{\"\\r\":1,\"1\":[],\"\u20ac\":null,\"\ud83d\ude00\":true,\"\ufb33\":{}}",
        canonical(
            "{ \"\\u20ac\": null, \"\\ufb33\": {}, \"\\ud83d\\ude00\": true, \"\\r\": 1.0,"
                + " \"1\": [ ] }"));
  }

  @Test
  void stringsHaveOneSpelling() throws Exception {
    assertEquals(
        "\"\\b\\t\\n\\f\\r\\\"\\\\/\u007f\\u0000\\u001f\u00f6\"",
        canonical("\"\\u0008\\t\\n\\f\\r\\\"\\\\\\/\\u007f\\u0000\\u001F\\u00f6\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9007199254740993", "1e400", "-99999999999999999999999"})
  void numbersThatAreNotExactAreRefused(String json) {
    assertThrows(EvaluationException.class, () -> canonical("[" + json + "]"));
  }

  @Test
  void halfACharacterIsRefused() {
    assertThrows(EvaluationException.class, () -> CanonicalJson.of(TextNode.valueOf("a\ud800")));
  }
}
