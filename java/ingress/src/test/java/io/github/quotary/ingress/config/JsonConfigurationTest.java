package io.github.quotary.ingress.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A file says the same as the environment. */
class JsonConfigurationTest {
  private static ConfigurationResult read(String json) {
    return ConfigurationReader.fromJson(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> problems(String json) {
    return assertInstanceOf(ConfigurationResult.Invalid.class, read(json)).problems().stream()
        .map(Problem::where)
        .toList();
  }

  @Test
  void aFileMeansTheSameAsTheEnvironment() {
    Map<String, String> environment =
        EnvironmentTest.with(
            "CLOUDFLARE_API_TOKEN", "cf",
            "DOMAIN", "app.example.com",
            "DOMAINS", "*.example.org",
            "ROUTING_MAP", "app.example.com=app:80,*.example.org=http://b",
            "TARGET_ENDPOINT", "",
            "PORT", "8443",
            "TIMEOUT_CONNECT", "5s",
            "ALPN", "h2,http/1.1",
            "EVIDENCE_SERVER", "false",
            "RENEW_DAYS_BEFORE", "20",
            "DOH_RESOLVERS", "https://a.example/q,https://b.example/q");
    ConfigurationResult json =
        read(
            """
            {
              '$schema': 'ingress.schema.json',
              'names': ['app.example.com', '*.example.org'],
              'gatewayDomain': '_.dstack-prod5.phala.network',
              'port': 8443,
              'routes': [
                {'name': 'app.example.com', 'target': 'app:80'},
                {'name': '*.example.org', 'target': 'http://b'}
              ],
              'dns': {'caa': true, 'cloudflare': {'apiToken': 'cf'}},
              'setup': {'resolvers': ['https://a.example/q', 'https://b.example/q']},
              'renewal': {'daysBefore': 20},
              'proxy': {'connectTimeout': '5s', 'alpn': ['h2', 'http/1.1']},
              'evidence': {'serve': false}
            }
            """);

    assertEquals(
        EnvironmentTest.valid(environment).configuration(),
        assertInstanceOf(ConfigurationResult.Valid.class, json, json::toString).configuration());
  }

  @Test
  void everyProblemHasItsPointer() {
    assertEquals(
        List.of(
            "/names/1",
            "/dns/caa",
            "/dns/secret~1path",
            "/proxy",
            "/colour",
            "/port",
            "/names/0",
            "TARGET_ENDPOINT (/target)",
            "/gatewayDomain",
            "DNS_PROVIDER (/dns/provider)"),
        problems(
            """
            {
              'names': ['bad_name', 7],
              'gatewayDomain': 'gate way',
              'port': 0,
              'dns': {'caa': 'yes', 'secret/path': 1},
              'proxy': [],
              'colour': 'blue'
            }
            """));
  }

  @Test
  void whatIsNoObjectIsTold() {
    for (String text : List.of("", "[]", "null", "{", "{'port':1,'port':2}", "{} {}", "\u00ff")) {
      assertEquals(List.of("/"), problems(text), text);
    }
    assertEquals(List.of("/"), problems(" ".repeat(JsonSource.MAX_SIZE) + "{}"));
    ConfigurationResult wide = ConfigurationReader.fromJson("{}".getBytes(StandardCharsets.UTF_16));
    assertEquals(
        List.of("/"),
        ((ConfigurationResult.Invalid) wide).problems().stream().map(Problem::where).toList());
  }

  @Test
  void emptyTextsAreMistakesInAFile() {
    assertTrue(problems("{'names':['a.b'],'gatewayDomain':''}").contains("/gatewayDomain"));
  }
}
