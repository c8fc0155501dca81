package io.github.quotary.ingress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.config.ConfigurationReader;
import io.github.quotary.ingress.config.ConfigurationResult;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that fit by themselves, and not on this machine. */
class OutlookTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-06-01T00:00:00Z"));

  private static String refusal(String variable, String value) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "DOMAIN", "app.example.com",
                "GATEWAY_DOMAIN", "gw.example.net",
                "TARGET_ENDPOINT", "127.0.0.1:9",
                "CHALLENGE_TYPE", "tls-alpn-01"));
    settings.put(variable, value);
    ConfigurationResult.Valid valid =
        (ConfigurationResult.Valid) ConfigurationReader.fromEnvironment(settings);
    IOException refused =
        assertThrows(IOException.class, () -> Outlook.of(valid.configuration(), CLOCK, time -> {}));
    return String.valueOf(refused.getMessage());
  }

  /** As of a variable in UTF-8 where the locale is C: half a pair is in no character set. */
  @ParameterizedTest
  @ValueSource(strings = {"STATE_DIR", "EVIDENCE_DIR", "AGENT_SOCKET", "ACME_CA_CERTIFICATES"})
  void aPathThatTheSystemCannotNameIsTold(String variable) {
    String why = refusal(variable, "/tmp/\ud800");

    assertTrue(why.startsWith(variable + ": this system's character set"), why);
  }

  @Test
  void rootsThatAreNotThereAreTold() {
    assertEquals(
        "ACME_CA_CERTIFICATES: /not/there: no such file or directory",
        refusal("ACME_CA_CERTIFICATES", "/not/there"));
  }
}
