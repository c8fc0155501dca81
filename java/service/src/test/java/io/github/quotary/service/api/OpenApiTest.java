package io.github.quotary.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.github.quotary.service.fixture.Rig;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The description says what the running service does. */
class OpenApiTest {
  private static final byte[] QUOTE = Rig.EVIDENCE.quote();
  private static final JsonMapper JSON = new JsonMapper();
  private static Rig rig;
  private static JsonNode document;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    rig = Rig.of("{\"sharedEvidence\":4,\"domains\":{\"allow\":[\"app.example.net\"]}}");
    document = Rig.json(rig.get("/v1/openapi.json"));
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  private static HttpResponse<byte[]> send(String method, String path)
      throws IOException, InterruptedException {
    return rig.http1()
        .send(
            HttpRequest.newBuilder(rig.uri(path)).method(method, BodyPublishers.noBody()).build(),
            BodyHandlers.ofByteArray());
  }

  @Test
  void everyPathAndMethodIsThere() throws IOException, InterruptedException {
    int count = 0;
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      String address =
          path.getKey()
              .replace("{name}", "b.example")
              .replace("{sha256}", "00")
              .replace("{id}", "no");
      for (Iterator<String> methods = path.getValue().fieldNames(); methods.hasNext(); ) {
        String method = methods.next().toUpperCase(Locale.ROOT);
        HttpResponse<byte[]> answer = send(method, address);
        assertNotEquals(405, answer.statusCode(), address);
        JsonNode described =
            path.getValue()
                .path(method.toLowerCase(Locale.ROOT))
                .path("responses")
                .path(Integer.toString(answer.statusCode()));
        assertTrue(described.isObject(), method + " " + address + ": " + answer.statusCode());
        assertFits(described, answer);
        if (!address.equals("/ext-authz")) {
          assertEquals(405, send("DELETE", address).statusCode(), address);
        }
        count++;
      }
    }
    assertEquals(20, count);
  }

  /** The answer has one of the described media types, and its schema. */
  private static void assertFits(JsonNode described, HttpResponse<byte[]> answer)
      throws IOException {
    String type =
        answer.headers().firstValue("content-type").orElse("").replaceFirst(";.*", "").strip();
    JsonNode content = described.path("content").path(type);
    assertTrue(content.isObject(), () -> type + " " + answer);
    if (content.has("schema") && type.endsWith("json")) {
      String text = new String(answer.body(), UTF_8).strip();
      for (String line : type.endsWith("ndjson") ? text.split("\n") : new String[] {text}) {
        if (!line.isEmpty()) {
          assertEquals(Set.of(), problems(content.path("schema"), JSON.readTree(line)));
        }
      }
    }
  }

  private static Set<ValidationMessage> problems(JsonNode schema, JsonNode json) {
    ObjectNode whole = JSON.createObjectNode();
    whole.set("components", document.path("components"));
    whole.putArray("allOf").add(schema);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(whole)
        .validate(json);
  }

  private static void assertFits(String path, HttpResponse<byte[]> answer) throws IOException {
    assertFits(
        document
            .path("paths")
            .path(path)
            .path("post")
            .path("responses")
            .path(Integer.toString(answer.statusCode())),
        answer);
  }

  @Test
  void answersHaveTheDescribedForm() throws IOException, InterruptedException {
    byte[] wrong = QUOTE.clone();
    wrong[700] ^= 1;
    String quote = Base64.getEncoder().encodeToString(QUOTE);
    String envelope = "{\"input\":\"" + quote + "\",\"anyTd\":true}";
    for (byte[] body :
        new byte[][] {QUOTE, wrong, envelope.getBytes(UTF_8), "x".getBytes(UTF_8), {}}) {
      assertFits("/v1/verify", rig.post("/v1/verify", body));
    }
    assertEquals(
        Set.of(), problems(document.at("/components/schemas/Envelope"), JSON.readTree(envelope)));
    assertFits(
        "/v1/batch",
        rig.post("/v1/batch", ("{\"quote\":\"" + quote + "\"}\nnonsense\n").getBytes(UTF_8)));
    HttpResponse<byte[]> replay = rig.post("/v1/replay", "[]".getBytes(UTF_8));
    assertEquals(200, replay.statusCode());
    assertFits("/v1/replay", replay);
    assertFits("/v1/replay", rig.post("/v1/replay", "hello".getBytes(UTF_8)));
    assertFits("/v1/challenge", rig.post("/v1/challenge", new byte[0]));
  }

  @Test
  void evidenceHasAnAddress() throws IOException, InterruptedException {
    String address = rig.post("/v1/verify", QUOTE).headers().firstValue("location").orElseThrow();
    assertEquals(
        Base64.getEncoder().encodeToString(QUOTE),
        Base64.getEncoder().encodeToString(rig.get(address).body()));
  }

  @Test
  void onlyDomainsThatAreAllowedAreLookedAt() throws IOException, InterruptedException {
    for (String name : new String[] {"169.254.169.254", "localhost", "b.example", "example.net"}) {
      int status = rig.get("/v1/domains/" + name).statusCode();
      assertTrue(status == 403 || status == 400, name + " " + status);
    }
  }
}
