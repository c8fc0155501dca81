package io.github.quotary.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the host of the repository reads can be read, and names versions and people as agreed. */
@Tag("any-jdk")
class CommunityFilesTest {
  private static final Path GITHUB = Page.ROOT.resolve(".github");

  private static List<Path> yaml() throws IOException {
    try (Stream<Path> files = Files.walk(GITHUB)) {
      return files.filter(file -> file.toString().endsWith(".yml")).collect(Collectors.toList());
    }
  }

  private static Map<?, ?> read(Path file) throws IOException {
    Object read = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    return (Map<?, ?>) read;
  }

  @Test
  void everyFileIsYaml() throws IOException {
    assertTrue(yaml().size() >= 5);
    for (Path file : yaml()) {
      assertNotNull(read(file), file.toString());
    }
  }

  @Test
  void theWorkflowRunsTheScriptOnTwoArchitecturesWithPinnedActions() throws IOException {
    String workflow = Files.readString(GITHUB.resolve("workflows/ci.yml"));
    assertTrue(workflow.contains("- run: .ci/run\n"));
    assertTrue(workflow.contains("os: [ubuntu-24.04, ubuntu-24.04-arm]"));
    Matcher action = Pattern.compile("uses: (\\S+)").matcher(workflow);
    while (action.find()) {
      assertTrue(action.group(1).matches("actions/[\\w-]+@v\\d+"), action.group(1));
    }
    assertTrue(Files.isExecutable(Page.ROOT.resolve(".ci/run")));
  }

  @Test
  void theMaintainersOwnEverything() throws IOException {
    assertEquals("* @quotary/maintainers\n", Files.readString(GITHUB.resolve("CODEOWNERS")));
  }

  @Test
  void everyDecisionIsInTheListWithItsHeadings() throws IOException {
    String list = Files.readString(Path.of("decisions/README.md"));
    try (Stream<Path> files = Files.list(Path.of("decisions"))) {
      for (Path file :
          files.filter(one -> !one.endsWith("README.md")).collect(Collectors.toList())) {
        assertTrue(list.contains("(" + file.getFileName() + ")"), file.toString());
        String text = Files.readString(file);
        for (String heading : List.of("Context", "Decision", "Consequences")) {
          assertTrue(text.contains("\n## " + heading + "\n"), file + ": " + heading);
        }
      }
    }
  }
}
