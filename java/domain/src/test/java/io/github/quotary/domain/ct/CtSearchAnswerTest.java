package io.github.quotary.domain.ct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.quote.Measurement;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What services that find logged certificates answer, in both of their shapes. */
class CtSearchAnswerTest {
  private static final Instant NOW = Instant.parse("2026-06-15T00:00:00Z");
  private static final byte[] LEAF = SimulatedLog.leaf(NOW, SimulatedLog.of("one"));
  private static final String KEY =
      Measurement.of(SimulatedLog.sha256(SimulatedLog.LEAF.getPublic().getEncoded())).toString();

  private static CtAnswer read(String text) {
    return CtSearchAnswer.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String issuance(String id, String member, String key) {
    return "{\"id\":\"%s\",\"tbs_sha256\":\"ab\",\"dns_names\":[\"www.example.org\"],\"pubkey_sha256\":\"%s\"%s}"
        .formatted(id, key, member);
  }

  private static String der(String value) {
    return ",\"cert_der\":\"" + value + "\"";
  }

  private static String issuance(String id) {
    return issuance(id, der(Base64.getEncoder().encodeToString(LEAF)), KEY);
  }

  @Test
  void anAnswerOfCrtShIsRead() {
    CtAnswer answer =
        CtSearchAnswer.read(
            """
            [{"issuer_ca_id":295810,"issuer_name":"C=US, O=x","common_name":"www.example.org",
              "name_value":"www.example.org\\n*.Example.org","id":1,"serial_number":"00ff",
              "not_before":"2026-06-01T00:00:00","not_after":"2026-08-30T00:00:00"}]
            """
                .getBytes(StandardCharsets.UTF_8));
    assertEquals(Optional.empty(), answer.gap());
    LoggedCertificate found = answer.certificates().get(0);
    assertEquals(BigInteger.valueOf(255), found.serial());
    assertEquals(List.of("www.example.org", "*.example.org"), found.names());
    assertEquals(Instant.parse("2026-08-30T00:00:00Z"), found.notAfter());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>503</html>",
        "",
        "{}",
        "[]<html>",
        "[{}]",
        "[{\"issuer_ca_id\":1,\"name_value\":\"a\",\"serial_number\":\"xyz\"}]",
        "[{\"issuer_ca_id\":1,\"name_value\":\"a\",\"serial_number\":\"1\",\"not_before\":\"now\"}]"
      })
  void whatIsNoWholeAnswerLeavesAGap(String text) {
    CtAnswer answer = CtSearchAnswer.read(text.getBytes(StandardCharsets.UTF_8));
    assertTrue(answer.gap().isPresent());
    assertEquals(List.of(), answer.certificates());
  }

  @Test
  void anAnswerAtTheRowLimitMayHaveBeenCut() {
    String row =
        "{\"issuer_ca_id\":1,\"name_value\":\"a\",\"serial_number\":\"1\","
            + "\"not_before\":\"2026-06-01T00:00:00\",\"not_after\":\"2026-08-30T00:00:00\"}";
    String rows = "[" + (row + ",").repeat(9_999) + row + "]";
    CtAnswer answer = CtSearchAnswer.read(rows.getBytes(StandardCharsets.UTF_8));
    assertEquals(Optional.of("the answer has 10000 rows and may be truncated"), answer.gap());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!DOCTYPE html><p>busy|the answer is HTML, not JSON",
        "{\"error\":\"x\",\"code\":1}|a JSON object with the members error, code, not an array",
        "{\"id\":1} {\"id\":2}|a JSON object with the members id, not an array",
        "[{\"a\":1,\"a\":2}]|not strict JSON",
        "[{]|not strict JSON",
        "''|the answer is empty",
        "[{\"id\":1}]|1 of 1 rows are malformed; the first: it has no issuer_ca_id"
      })
  void whatIsNoAnswerIsNamed(String text, String words) {
    String gap = read(text).gap().orElseThrow();
    assertTrue(gap.contains(words), gap);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "serial_number|0a:1b|serial_number is not hexadecimal: '0a:1b'",
        "not_after|2026-08-30T00:00:00Z|not_after is not a time such as 2026-06-01T00:00:00",
        "name_value|www.example.org\u00a0|name_value is not printable ASCII",
        "name_value|\ufeffwww.example.org|name_value is not printable ASCII"
      })
  void aMalformedRowSaysWhatIsWrong(String member, String value, String words) {
    String row =
        "[{\"issuer_ca_id\":1,\"name_value\":\"www.example.org\",\"serial_number\":\"1\","
            + "\"not_before\":\"2026-06-01T00:00:00\",\"not_after\":\"2026-08-30T00:00:00\"}]";
    assertEquals(Optional.empty(), read(row).gap());
    String gap =
        read(row.replaceFirst("(\"" + member + "\":)\"[^\"]*\"", "$1\"" + value + "\""))
            .gap()
            .orElseThrow();
    assertTrue(gap.contains(words), gap);
  }

  @Test
  void pagesOfCertSpotterAreReadUpToTheEmptyOne() {
    CtAnswer answer = read("[" + issuance("1") + "]\n[" + issuance("2") + "]\n[]\n");
    assertEquals(Optional.empty(), answer.gap());
    assertEquals(2, answer.certificates().size());
    assertEquals(KEY, answer.certificates().get(0).keyHash().orElseThrow().toString());
    assertEquals(List.of("www.example.org"), answer.certificates().get(0).names());
  }

  @Test
  void anEarlierFormOfTheCertificateIsReadToo() {
    String member =
        ",\"cert\":{\"type\":\"cert\",\"data\":\"%s\"}"
            .formatted(Base64.getEncoder().encodeToString(LEAF));
    CtAnswer answer = read("[" + issuance("1", member, KEY) + "][]");
    assertEquals(Optional.empty(), answer.gap());
    assertEquals(1, answer.certificates().size());
  }

  /** The service gives page after page; one alone may be the first of many. */
  @Test
  void aPageWithoutTheEmptyOneIsNeverAllThereIs() {
    CtAnswer answer = read("[" + issuance("1") + "," + issuance("77") + "]");
    assertEquals(2, answer.certificates().size());
    String gap = answer.gap().orElseThrow();
    assertTrue(gap.contains("after=77"), gap);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cert_der", "key", "base64"})
  void anIssuanceCountsByItsCertificateOnly(String fault) {
    String der = Base64.getEncoder().encodeToString(LEAF);
    String row =
        switch (fault) {
          case "cert_der" -> issuance("1", "", KEY);
          case "key" -> issuance("1", der(der), "00" + KEY.substring(2));
          case "base64" -> issuance("1", der("*" + der), KEY);
          default -> issuance("1", der(der.substring(0, 80)), KEY);
        };
    CtAnswer answer = read("[" + row + "][]");
    assertEquals(List.of(), answer.certificates());
    String gap = answer.gap().orElseThrow();
    assertTrue(gap.startsWith("1 of 1 issuances cannot be read; the first: "), gap);
    assertFalse(fault.equals("cert_der") && !gap.contains("expand=cert_der"), gap);
  }
}
