package io.github.quotary.service.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a running service cannot take from its settings is named. */
class RestartOnlyTest {
  private static final String TLS = "\"tls\":{\"certificate\":\"a\",\"key\":\"b\"";

  /** Another value of each. */
  private static final Map<String, String> CHANGES =
      Map.ofEntries(
          Map.entry("listen", "{\"listen\":\"127.0.0.1:1\"}"),
          Map.entry("allowRemote", "{\"allowRemote\":true}"),
          Map.entry("tls", "{" + TLS + "}}"),
          Map.entry("earTestRoot", "{\"earTestRoot\":true}"),
          Map.entry("challenge.context", "{\"challenge\":{\"context\":\"x\"}}"),
          Map.entry("challenge.seconds", "{\"challenge\":{\"seconds\":7}}"),
          Map.entry("challenge.max", "{\"challenge\":{\"max\":7}}"),
          Map.entry("domains.allow", "{\"domains\":{\"allow\":[\"a.example\"]}}"),
          Map.entry("domains.concurrent", "{\"domains\":{\"concurrent\":3}}"),
          Map.entry("sharedEvidence", "{\"sharedEvidence\":7}"));

  private static final Set<String> READ_AGAIN =
      Set.of(
          "$schema",
          "tls.certificate",
          "tls.key",
          "tls.clientAuthorities",
          "apiKeys",
          "policies",
          "defaultPolicy",
          "earKey",
          "allow.at",
          "allow.collateral",
          "allow.policy",
          "domains.policy",
          "dstack.policyCounts",
          "dstack.osImages",
          "envoy.header",
          "envoy.binding",
          "envoy.nonceHeader",
          "envoy.peerCertificate",
          "envoy.forwardedCertificate",
          "envoy.decisions",
          "envoy.decisionSeconds");

  private static Settings read(String json) {
    return SettingsReader.read(json.getBytes(UTF_8), Path.of("/etc/quotary"));
  }

  private static List<String> changed(String running, String read) {
    return RestartOnly.changed(read(running), read(read));
  }

  private static JsonNode schema() throws IOException {
    try (InputStream in = RestartOnlyTest.class.getResourceAsStream("settings.schema.json")) {
      return new JsonMapper().readTree(Objects.requireNonNull(in));
    }
  }

  private static Set<String> settings() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Map.Entry<String, JsonNode> member : schema().path("properties").properties()) {
      JsonNode inner = member.getValue().path("properties");
      inner.fieldNames().forEachRemaining(name -> names.add(member.getKey() + "." + name));
      if (inner.isMissingNode()) {
        names.add(member.getKey());
      }
    }
    return names;
  }

  @Test
  void everySettingIsOneOrTheOther() throws IOException {
    Set<String> all = new TreeSet<>(READ_AGAIN);
    all.addAll(RestartOnly.names());
    all.remove("tls");
    assertEquals(settings(), all);
  }

  @Test
  void eachIsNamedAlone() {
    CHANGES.forEach((name, json) -> assertEquals(List.of(name), changed("{}", json)));
    CHANGES.forEach((name, json) -> assertEquals(List.of(), changed(json, json)));
  }

  @Test
  void everyLimitIsNamedAlone() throws IOException {
    for (Map.Entry<String, JsonNode> limit :
        schema().at("/properties/limits/properties").properties()) {
      long least = limit.getValue().path("minimum").asLong();
      long value = Math.max(least, limit.getKey().equals("requestSeconds") ? 11 : 3);
      String json = "{\"limits\":{\"" + limit.getKey() + "\":" + value + "}}";
      assertEquals(List.of("limits." + limit.getKey()), changed("{}", json));
    }
  }

  /** A running service never asks fewer clients for a certificate than it did. */
  @Test
  void clientsCertificatesStayAsTheyWere() {
    String none = "{" + TLS + "}}";
    String required = "{" + TLS + ",\"clientAuthorities\":\"c\"}}";
    String optional = "{" + TLS + ",\"clientAuthorities\":\"d\",\"clients\":\"optional\"}}";
    assertEquals(List.of("tls.clients"), changed(required, none));
    assertEquals(List.of("tls.clients"), changed(none, required));
    assertEquals(List.of("tls.clients"), changed(required, optional));
    assertEquals(read(required).tls(), RestartOnly.tls(read(required), read(none)));
    assertEquals(read(none).tls(), RestartOnly.tls(read(none), read(required)));
    Settings.Tls kept = RestartOnly.tls(read(required), read(optional)).orElseThrow();
    assertTrue(kept.areClientsRequired());
    assertEquals(Path.of("/etc/quotary/d"), kept.clientAuthorities().orElseThrow());
    assertEquals(Optional.empty(), RestartOnly.tls(read("{}"), read(none)));
    assertEquals(Optional.empty(), RestartOnly.tls(read(none), read("{}")));
  }
}
