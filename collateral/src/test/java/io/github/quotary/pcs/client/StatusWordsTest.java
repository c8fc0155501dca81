package io.github.quotary.pcs.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service that fails says, and what it means. */
class StatusWordsTest {
  private static final String INTEL = "https://api.trustedservices.intel.com";
  private static final String PCCS = "https://pccs.example:8081";
  private static final String TDX_INFO = "/tdx/certification/v4/tcb?fmspc=00806f050000";

  private static String words(String address, int status, byte[] body) {
    return StatusWords.of(new HttpReply(URI.create(address), status, Map.of(), body));
  }

  private static String words(String address, int status, String body) {
    return words(address, status, body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        INTEL + TDX_INFO + " | Intel publishes no TDX TCB info for FMSPC 00806f050000: is it a",
        INTEL
            + "/sgx/certification/v4/tcb?update=early&fmspc=00906EA10000"
            + " | Intel publishes no SGX TCB info for FMSPC 00906EA10000: is it a",
        INTEL + "/sgx/certification/v4/qe/identity | Intel does not publish this document",
        PCCS + TDX_INFO + " | the service has none for FMSPC 00806f050000; if it is a caching",
        PCCS
            + "/sgx/certification/v4/pckcrl?ca=platform | the service has none; if it is a caching",
        PCCS + "/sgx/certification/v4/tcb?fmspc=no | the service has none; if it is a caching"
      })
  void notFoundMeansSomethingElseAtIntelThanAtACache(String address, String meaning) {
    for (int status : new int[] {404, 410}) {
      String words = words(address, status, "");
      assertTrue(words.startsWith(" (" + meaning), words);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | the service wants credentials",
        "403 | the service wants credentials",
        "407 | the proxy wants credentials, and none are sent",
        "429 | too many requests",
        "461 | the platform is not in its cache",
        "462 | certificates are not available for certain TCBs",
        "502 | the service could not get an answer from one behind it",
        "503 | not available now",
        "504 | not available now"
      })
  void theMeaningFollowsTheServicesOwnWords(int status, String meaning) {
    String words = words(PCCS + TDX_INFO, status, "No cache data.\r\n");
    assertTrue(words.startsWith(", with the words \"No cache data.\" ("), words);
    assertTrue(words.contains(meaning), words);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 418, 460, 500})
  void aStatusWithoutADocumentedMeaningGetsNone(int status) {
    assertEquals("", words(PCCS, status, ""));
    assertEquals(", with the words \"why\"", words(PCCS, status, "why"));
  }

  @Test
  void aPageIsReadAsItsText() {
    String page =
        "<!DOCTYPE html><html><head><title>x</title></head><!-- a > b --><body onload=\"f()\">"
            + "<script>alert('1')</script><h1>Sign in</h1>\n<p>to  \"go\" on</p>";
    assertEquals(", with the words \"Sign in to 'go' on\"", words(PCCS, 500, page));
    assertEquals("", words(PCCS, 500, "<html><script>for(;;){"));
  }

  @Test
  void noControlCharacterReachesTheTerminal() {
    String words = words(PCCS, 500, "a\u001b[2J\u0000\u202eb\u00a0\u009bc\nquotary: TRUSTED");
    assertEquals(", with the words \"a [2J b c quotary: TRUSTED\"", words);
    byte[] garbage = {(byte) 0xff, (byte) 0xfe, 7, 8, 9};
    assertEquals("", words(PCCS, 500, garbage));
  }

  @Test
  void longWordsAreCut() {
    String words = words(PCCS, 500, "x".repeat(301));
    assertEquals(", with the words \"" + "x".repeat(300) + "...\"", words);
    assertFalse(words(PCCS, 500, "x".repeat(300)).contains("..."));
    assertTrue(words(PCCS, 500, "<".repeat(2 << 20)).length() < 400, "and the work is bounded");
  }
}
