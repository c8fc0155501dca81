package io.github.quotary.ingress.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schema and the reader of a file say the same. */
class SchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode SCHEMA = schema();
  private static final JsonSchema VALIDATOR =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SCHEMA);

  /** Texts that one form or another takes, and others refuse. */
  private static final List<String> TEXTS =
      List.of(
          "a",
          "a.example.com",
          "*.a.example.com",
          "_.a.example.com",
          "-a",
          "a b",
          "a\nb",
          "app:80",
          "http://app:80/x",
          "http:///x",
          "https://a.example/q?x=1",
          "/var/x",
          "10s",
          "10",
          "5 m",
          "h2",
          "me@example.com",
          "@",
          "127.0.0.1",
          "::1",
          "[::1]:53",
          "arn:aws:iam::1:role/x",
          "us-east-1",
          "AAAA",
          "AAA=",
          "hmac-sha256",
          "dns-01",
          "cloudflare",
          "wait",
          "a.example.com A 192.0.2.1",
          "\u00e9",
          "x".repeat(300));

  private static JsonNode schema() {
    try (InputStream in = Configuration.class.getResourceAsStream("ingress.schema.json")) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode resolved(JsonNode node) {
    String ref = node.path("$ref").asText("");
    return ref.isEmpty() ? node : SCHEMA.at(ref.substring(1));
  }

  private static void leaves(String pointer, JsonNode object, Set<String> leaves) {
    object
        .path("properties")
        .properties()
        .forEach(
            member -> {
              String at = pointer + "/" + member.getKey();
              if (member.getValue().has("properties")) {
                leaves(at, member.getValue(), leaves);
              } else {
                leaves.add(at);
              }
            });
  }

  private static JsonNode at(Setting setting) {
    JsonNode node = SCHEMA;
    for (String part : setting.pointer().substring(1).split("/")) {
      node = node.path("properties").path(part);
    }
    return node;
  }

  @Test
  void theyKnowTheSameMembers() {
    Set<String> leaves = new TreeSet<>();
    leaves("", SCHEMA, leaves);
    leaves.removeAll(Set.of("/$schema", "/description"));

    assertEquals(
        Arrays.stream(Setting.values())
            .map(Setting::pointer)
            .collect(Collectors.toCollection(TreeSet::new)),
        leaves);
  }

  @ParameterizedTest
  @EnumSource
  void theDescriptionNamesTheVariable(Setting setting) {
    assertTrue(at(setting).path("description").asText().contains(setting.name()), setting::pointer);
  }

  @ParameterizedTest
  @EnumSource
  void theDefaultIsTheReaders(Setting setting) {
    JsonNode found = at(setting).path("default");
    List<String> items = new ArrayList<>();
    found.forEach(item -> items.add(item.asText()));
    Optional<String> text =
        found.isMissingNode()
            ? Optional.empty()
            : Optional.of(found.isArray() ? String.join(",", items) : found.asText());

    assertEquals(setting.otherwise(), text);
  }

  @ParameterizedTest
  @EnumSource
  void bothTakeTheSameValues(Setting setting) {
    List<JsonNode> values = new ArrayList<>();
    TEXTS.forEach(text -> values.add(JSON.getNodeFactory().textNode(text)));
    for (long number : new long[] {-1, 0, 1, 2, 16, 3650, 3651, 65535, 65536, 10_000_000}) {
      values.add(JSON.getNodeFactory().numberNode(number));
    }
    values.add(JSON.getNodeFactory().numberNode(10_000_001));
    values.add(JSON.getNodeFactory().numberNode(315_360_000));
    values.add(JSON.getNodeFactory().numberNode(315_360_001));
    values.add(JSON.getNodeFactory().numberNode(1.5));
    values.add(JSON.getNodeFactory().booleanNode(true));
    values.add(JSON.getNodeFactory().nullNode());
    values.add(JSON.createObjectNode());
    values.add(JSON.getNodeFactory().textNode(""));
    values.add(JSON.createArrayNode());
    for (String text : TEXTS) {
      values.add(JSON.createArrayNode().add(text));
      values.add(JSON.createArrayNode().add("a.b").add(JSON.createObjectNode()));
      values.add(
          JSON.createArrayNode().add(JSON.createObjectNode().put("name", "a").put("target", text)));
      values.add(
          JSON.createArrayNode().add(JSON.createObjectNode().put("name", text).put("target", "b")));
    }
    int taken = 0;
    for (JsonNode value : values) {
      boolean bySchema = VALIDATOR.validate(document(setting, value)).isEmpty();
      assertEquals(bySchema, byReader(setting, value), () -> setting + " " + value);
      taken += bySchema ? 1 : 0;
    }
    assertTrue(taken > 0, "no value fits at all");
    assertTrue(taken < values.size());
  }

  /** Rules between settings, which a form cannot know, are kept out of it. */
  private static boolean byReader(Setting setting, JsonNode value) {
    ConfigurationResult result =
        ConfigurationReader.fromJson(
            document(setting, value).toString().getBytes(StandardCharsets.UTF_8));
    if (result instanceof ConfigurationResult.Valid) {
      return true;
    }
    return ((ConfigurationResult.Invalid) result)
        .problems().stream().noneMatch(problem -> problem.where().startsWith(setting.pointer()));
  }

  private static ObjectNode document(Setting setting, JsonNode value) {
    ObjectNode root = JSON.createObjectNode();
    root.putArray("names").add("a.example.com");
    root.put("target", "app:80").put("gatewayDomain", "gw.example.net");
    String[] parts = setting.pointer().substring(1).split("/");
    ObjectNode parent = root;
    for (int i = 0; i < parts.length - 1; i++) {
      parent = parent.withObject("/" + parts[i]);
    }
    parent.set(parts[parts.length - 1], value);
    return root;
  }

  @Test
  void bothRefuseUnknownMembers() {
    ObjectNode root = document(Setting.PORT, JSON.getNodeFactory().numberNode(1));
    root.withObject("/dns/cloudflare").put("zone", "x");

    assertFalse(VALIDATOR.validate(root).isEmpty());
    assertTrue(
        ConfigurationReader.fromJson(root.toString().getBytes(StandardCharsets.UTF_8))
            instanceof ConfigurationResult.Invalid);
  }

  @Test
  void theSchemaIsOneOfItsDialect() {
    assertEquals("https://json-schema.org/draft/2020-12/schema", SCHEMA.path("$schema").asText());
    assertTrue(resolved(at(Setting.GATEWAY_DOMAIN)).has("pattern"));
  }
}
