package io.github.quotary.ingress.config;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.simulator.fault.HostileSubject;
import io.github.quotary.simulator.fault.HostileTexts;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the settings are, they are valid, or it is said what is wrong with them. */
@Timeout(300)
class HostileSettingsTest {
  private static final String FILE =
      "{\"domains\":[\"app.example.com\"],\"challenge\":{\"type\":\"dns-01\","
          + "\"provider\":\"cloudflare\",\"cloudflare\":{\"apiToken\":\"token\"}},"
          + "\"gatewayDomain\":\"g.example.com\",\"acme\":{\"email\":\"a@example.com\"},"
          + "\"proxy\":{\"target\":\"app:80\"}}";
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "DOMAIN", "app.example.com",
          "GATEWAY_DOMAIN", "g.example.com",
          "CERTBOT_EMAIL", "a@example.com",
          "TARGET_ENDPOINT", "http://app:80",
          "CLOUDFLARE_API_TOKEN", "token");

  private static final HostileSubject SUBJECT =
      HostileSubject.never(
          FILE,
          bytes -> {
            ConfigurationResult result = ConfigurationReader.fromJson(bytes);
            result.notes();
            if (result instanceof ConfigurationResult.Invalid invalid) {
              assertTrue(!invalid.toString().isBlank());
              return false;
            }
            return true;
          });

  @Test
  void aFileThrowsNothing() {
    SUBJECT.readAll();
  }

  @Test
  void aFileIsUtf8Alone() {
    SUBJECT.refusesOtherEncodings();
  }

  @Test
  void anEnvironmentThrowsNothing() {
    ENVIRONMENT.forEach(
        (name, value) ->
            HostileTexts.contents("{\"" + value + "\":1}")
                .forEach(
                    (what, bytes) -> {
                      Map<String, String> environment = new TreeMap<>(ENVIRONMENT);
                      environment.put(name, new String(bytes, StandardCharsets.UTF_8));
                      assertTrue(
                          !ConfigurationReader.fromEnvironment(environment).toString().isBlank(),
                          what);
                    }));
  }
}
