package io.github.quotary.domain.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.dstack.QuoteAnswer;
import io.github.quotary.domain.dstack.QuoteReading;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.reading.Reading;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcmeInfoTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Reading<AcmeInfo> read(String json) {
    return AcmeInfo.read(RawBytes.ofUtf8(json));
  }

  private static AcmeInfo info(String json) {
    return read(json).found().orElseThrow();
  }

  private static QuoteReading proof(String quote, String attestation) {
    return info("{\"quoted_hist_keys\":[{\"public_key\":\"00\",\"quote\":%s,\"attestation\":%s}]}"
            .formatted(quote, attestation))
        .quotedKeys()
        .orElseThrow()
        .get(0)
        .proof();
  }

  private static String text(String json) {
    return JSON.getNodeFactory().textNode(json).toString();
  }

  @Test
  void whatAVersionDoesNotHaveIsEmpty() {
    AcmeInfo nothing = info("{}");
    assertEquals(Optional.empty(), nothing.accountUri());
    assertEquals(Optional.empty(), nothing.quotedKeys());
    assertEquals(List.of(), nothing.historicKeys());
    assertInstanceOf(QuoteReading.NoQuote.class, nothing.accountProof());
    AcmeInfo empty =
        info(
            "{\"account_uri\":\"\",\"account_quote\":\"\",\"account_attestation\":null,"
                + "\"quoted_hist_keys\":[],\"hist_keys\":null,\"active_cert\":\"\",\"more\":1}");
    assertEquals(Optional.empty(), empty.accountUri());
    assertEquals(Optional.of(List.of()), empty.quotedKeys());
    assertEquals(Optional.empty(), empty.activeCertificate());
  }

  @Test
  void answersAreTextOrObjects() {
    String answer = "{\"quote\":\"0xABcd\",\"event_log\":\"[]\",\"vm_config\":{\"a\":1}}";
    for (String quote : List.of(answer, text(answer))) {
      QuoteAnswer read = assertInstanceOf(QuoteReading.Read.class, proof(quote, "\"\"")).answer();
      assertEquals(2, read.quote().remaining());
      assertEquals(0, read.eventLog().orElseThrow().size());
      assertEquals(Optional.of("{\"a\":1}"), read.vmConfig());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "\"\"",
        "\" \"",
        "\"<html>\"",
        "\"{\\\"error\\\":\\\"x\\\"}\"",
        "{}",
        "{\"quote\":\"\"}",
        "{\"quote\":null}",
        "[]"
      })
  void noProofIsNoMistake(String quote) {
    assertInstanceOf(QuoteReading.NoQuote.class, proof(quote, "null"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"quote\":\"0\"}",
        "{\"quote\":\"zz\"}",
        "{\"quote\":1}",
        "{\"quote\":\"00\",\"report_data\":\"00\"}",
        "{\"quote\":\"00\",\"vm_config\":1}",
        "\"{\\\"quote\\\":\\\"00\\\",\\\"quote\\\":\\\"01\\\"}\"",
        "\"{\\\"quote\\\":\\\"00\\\"} {}\""
      })
  void ambiguousProofsAreMistakes(String quote) {
    assertInstanceOf(QuoteReading.Malformed.class, proof(quote, "null"));
  }

  @Test
  void anUnreadableLogLeavesTheQuote() {
    QuoteAnswer answer =
        assertInstanceOf(
                QuoteReading.Read.class, proof("{\"quote\":\"00\",\"event_log\":\"[{}]\"}", "\"\""))
            .answer();
    assertTrue(answer.logProblem().isPresent() && answer.eventLog().isEmpty());
  }

  @Test
  void attestationsCountWhereThereIsNoQuoteAndAreNotMixedIn() {
    assertInstanceOf(QuoteReading.Malformed.class, proof("\"\"", "\"00\""));
    assertInstanceOf(QuoteReading.Malformed.class, proof("\"\"", text("{\"attestation\":\"00\"}")));
    assertInstanceOf(QuoteReading.Malformed.class, proof("\"\"", "\"zz\""));
    assertInstanceOf(QuoteReading.Read.class, proof("{\"quote\":\"00\"}", "\"zz\""));
    assertInstanceOf(QuoteReading.NoQuote.class, proof("\"\"", "{\"attestation\":\"\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"account_uri\":1}",
        "{\"account_uri\":\"a\",\"account_uri\":\"b\"}",
        "{\"hist_keys\":{}}",
        "{\"hist_keys\":[1]}",
        "{\"hist_keys\":[\"0\"]}",
        "{\"quoted_hist_keys\":{}}",
        "{\"quoted_hist_keys\":[\"00\"]}",
        "{\"quoted_hist_keys\":[{}]}",
        "{\"quoted_hist_keys\":[{\"public_key\":\"0x00\"}]}"
      })
  void whatIsNoAnswer(String json) {
    assertInstanceOf(Reading.Malformed.class, read(json));
  }

  @Test
  void listsHaveALimit() {
    ObjectNode json = JSON.createObjectNode();
    for (int i = 0; i < AcmeInfo.MAX_KEYS; i++) {
      json.withArray("hist_keys").add("00");
    }
    assertEquals(AcmeInfo.MAX_KEYS, info(json.toString()).historicKeys().size());
    json.withArray("hist_keys").add("00");
    assertInstanceOf(Reading.Malformed.class, read(json.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tcb_info\":\"{\\\"app_compose\\\":\\\"{}\\\"}\",\"vm_config\":\"{}\"}",
        "{\"tcb_info\":{\"app_compose\":\"{}\"},\"vm_config\":{}}"
      })
  void whatTheGatewaySaysOfItselfIsTextOrObjects(String json) {
    AppInfo info = AppInfo.read(RawBytes.ofUtf8(json)).found().orElseThrow();
    assertEquals(Optional.of(RawBytes.ofUtf8("{}")), info.appCompose());
    assertEquals(Optional.of("{}"), info.vmConfig());
    assertEquals(
        Reading.of(new AppInfo(Optional.empty(), Optional.empty())),
        AppInfo.read(RawBytes.ofUtf8("{\"tcb_info\":\"\"}")));
    assertInstanceOf(
        Reading.Malformed.class, AppInfo.read(RawBytes.ofUtf8("{\"tcb_info\":\"{\"}")));
  }
}
