package io.github.quotary.domain.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.dns.DnsAnswer;
import io.github.quotary.domain.dns.DnsSecurity;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsAnswerJsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "{\"security\":\"SAFE\",\"data\":[]}",
        "{\"security\":\"SECURE\"}",
        "{\"security\":\"SECURE\",\"data\":[\"no hexadecimal digits\"]}",
        "{\"security\":\"SECURE\",\"data\":[],\"alias\":\"a..b\"}"
      })
  void aMalformedAnswerCountsAsFailedAndIsNotBelieved(String json) {
    DnsAnswer answer = DnsAnswerJson.read(json.getBytes(StandardCharsets.UTF_8));
    DnsAnswer.Failed failed = assertInstanceOf(DnsAnswer.Failed.class, answer);
    assertEquals(DnsSecurity.INDETERMINATE, failed.security());
    assertTrue(failed.cause().startsWith("the captured answer is malformed: "), failed.cause());
  }
}
