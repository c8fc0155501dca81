package io.github.quotary.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.quotary.service.config.SettingsReader;
import io.github.quotary.service.fixture.Rig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the guide names is what the service has. */
class GuideTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\|(?: `([^`]*)`)?[^|]*\\| .+");

  private static String guide() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  /** The text from a heading to the next of its kind. */
  private static String section(String title) throws IOException {
    Matcher section =
        Pattern.compile("^## " + title + "$(.*?)^(?:## |\\z)", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(guide());
    assertTrue(section.find(), title);
    return section.group(1);
  }

  private static JsonNode resource(String name) throws IOException {
    try (InputStream in = QuotaryService.class.getResourceAsStream(name)) {
      return JSON.readTree(Objects.requireNonNull(in));
    }
  }

  /** Names of settings and their defaults, in the schema's order. */
  private static Map<String, String> settings(JsonNode schema, String place) {
    Map<String, String> found = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
      JsonNode inner = member.getValue();
      String name = place + member.getKey();
      if (!inner.has("properties")) {
        found.put(name, otherwise(inner.path("default")));
      }
      found.putAll(settings(inner, name + "."));
      found.putAll(settings(inner.path("items"), name + "[]."));
    }
    return found;
  }

  private static String otherwise(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.isMissingNode() ? "" : value.toString();
  }

  @Test
  void theTableHasEverySettingInOrderWithItsDefault() throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    for (String line : section("Settings").split("\n", -1)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(row.group(1), Objects.requireNonNullElse(row.group(2), ""));
      }
    }
    assertEquals(lines(settings(resource("config/settings.schema.json"), "")), lines(rows));
  }

  private static String lines(Map<String, String> settings) {
    return settings.entrySet().stream().map(Object::toString).collect(Collectors.joining("\n"));
  }

  @Test
  void theConfigurationsInTheGuideAreRead() throws IOException {
    Matcher file =
        Pattern.compile("```json\n(\\{\n  \"(?:listen|tls)\".*?\n\\})\n```", Pattern.DOTALL)
            .matcher(guide());
    assertTrue(file.find());
    do {
      SettingsReader.read(file.group(1).getBytes(UTF_8), Path.of("/etc/quotary"));
    } while (file.find());
  }

  @Test
  void everyPathIsNamedWithItsMethod() throws IOException {
    String guide = guide();
    for (Map.Entry<String, JsonNode> path :
        resource("api/openapi.json").path("paths").properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(
              method -> {
                String name = method.toUpperCase(Locale.ROOT) + " " + path.getKey();
                assertTrue(guide.contains("`" + name + "`"), name);
              });
    }
  }

  @Test
  void everyStatusCodeIsExplained() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (JsonNode path : resource("api/openapi.json").path("paths")) {
      path.forEach(method -> method.path("responses").fieldNames().forEachRemaining(codes::add));
    }
    assertFalse(codes.isEmpty());
    String answers = section("When there is no answer");
    codes.remove("200");
    codes.forEach(code -> assertTrue(answers.contains("| " + code + " |"), code));
  }

  @Test
  void everyMetricIsNamed() throws IOException, InterruptedException {
    String guide = guide();
    try (Rig rig = Rig.of("{}")) {
      rig.get("/healthz");
      Matcher type =
          Pattern.compile("^# TYPE (\\S+) ", Pattern.MULTILINE)
              .matcher(new String(rig.get("/metrics").body(), UTF_8));
      assertTrue(type.find());
      do {
        String name = type.group(1);
        assertTrue(guide.contains("`" + name + "`"), name);
      } while (type.find());
    }
  }
}
