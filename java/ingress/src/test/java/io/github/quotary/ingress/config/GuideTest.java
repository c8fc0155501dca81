package io.github.quotary.ingress.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the guide says of settings is what the code has. */
class GuideTest {
  private static final Path GUIDE = Path.of("README.md");
  private static final Path SOURCE =
      Path.of("src/main/java/io/github/quotary/ingress/config/Setting.java");
  private static final Pattern ROW =
      Pattern.compile(
          "\\| `([A-Z0-9_]+)`( \\*\\*\\+\\*\\*)? \\| `(/[^`]+)` \\| (?:`([^`]*)`)? ?\\| (.+) \\|");

  /** A row of the table of settings. */
  private record Row(
      String name, boolean isAdded, String pointer, Optional<String> otherwise, String meaning) {}

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(GUIDE)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.add(
            new Row(
                row.group(1),
                row.group(2) != null,
                row.group(3),
                Optional.ofNullable(row.group(4)),
                row.group(5)));
      }
    }
    return rows;
  }

  @Test
  void theTableHasEverySettingInOrderWithPointerAndDefault() throws IOException {
    assertEquals(
        Arrays.stream(Setting.values())
            .map(one -> one + " " + one.pointer() + " " + one.otherwise().orElse(""))
            .collect(Collectors.joining("\n")),
        rows().stream()
            .map(row -> row.name() + " " + row.pointer() + " " + row.otherwise().orElse(""))
            .collect(Collectors.joining("\n")));
  }

  @Test
  void secretsAndOlderNamesAreMarked() throws IOException {
    for (Row row : rows()) {
      Setting setting = Setting.valueOf(row.name());
      assertEquals(setting.isHidden(), row.meaning().startsWith("**Secret.**"), row::toString);
      for (String older : setting.older()) {
        assertTrue(row.meaning().contains("Older: `" + older + "`"), row::toString);
      }
    }
  }

  @Test
  void whatOthersDoNotKnowIsMarked() throws IOException {
    Matcher added =
        Pattern.compile("/\\*\\* Added[^*]*\\*/\\s+([A-Z0-9_]+)\\(")
            .matcher(Files.readString(SOURCE));
    Set<String> names = new TreeSet<>();
    while (added.find()) {
      names.add(added.group(1));
    }
    assertEquals(
        names,
        rows().stream()
            .filter(Row::isAdded)
            .map(Row::name)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void theGuideShowsTheComposeFileAsItIs() throws IOException {
    String shown = block("yaml");
    assertEquals(Files.readString(Path.of("compose.yaml")), shown);
  }

  @Test
  void theComposeFileIsAConfiguration() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment(Files.readString(Path.of("compose.yaml")))
        .forEach((name, value) -> environment.put((String) name, (String) value));
    Set<String> known =
        Arrays.stream(Setting.values()).map(Setting::name).collect(Collectors.toSet());
    known.add("DOMAIN");
    assertTrue(known.containsAll(environment.keySet()), environment::toString);
    environment.replaceAll((name, value) -> value.startsWith("${") ? "a-secret" : value);
    ConfigurationResult result = ConfigurationReader.fromEnvironment(environment);
    assertInstanceOf(ConfigurationResult.Valid.class, result, result::toString);
    assertEquals(List.of(), result.notes());
  }

  private static Map<?, ?> environment(String yaml) {
    Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
    Map<?, ?> ingress = (Map<?, ?>) ((Map<?, ?>) file.get("services")).get("ingress");
    return (Map<?, ?>) ingress.get("environment");
  }

  @Test
  void theFileInTheGuideIsAConfiguration() throws IOException {
    Matcher file =
        Pattern.compile("```json\n(\\{\n  \"names\".*?\n)```", Pattern.DOTALL)
            .matcher(Files.readString(GUIDE));
    assertTrue(file.find());
    ConfigurationResult result =
        ConfigurationReader.fromJson(file.group(1).getBytes(StandardCharsets.UTF_8));
    assertInstanceOf(ConfigurationResult.Valid.class, result, result::toString);
  }

  private static String block(String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(GUIDE));
    assertTrue(block.find(), language);
    return block.group(1);
  }
}
