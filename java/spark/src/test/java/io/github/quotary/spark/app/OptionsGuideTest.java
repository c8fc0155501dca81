package io.github.quotary.spark.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide's options and exit codes are the application's. */
class OptionsGuideTest {
  private static String guide() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> names = new TreeSet<>();
    Matcher name = pattern.matcher(text);
    while (name.find()) {
      names.add(name.group(1));
    }
    return names;
  }

  @Test
  void everyOptionIsExplained() throws IOException {
    Set<String> expected =
        found(Pattern.compile("^ *(--[a-z-]+) ", Pattern.MULTILINE), Arguments.USAGE);
    expected.add("--help");

    assertEquals(
        expected,
        found(Pattern.compile("^\\| `(--[a-z-]+)[^`]*` \\|", Pattern.MULTILINE), guide()));
  }

  /** An option that stands for a key names it. */
  @Test
  void optionsNameTheirKeys() throws IOException {
    String guide = guide();
    for (String option :
        found(Pattern.compile("^\\| `(--[a-z-]+) [^`]*` \\| `spark", Pattern.MULTILINE), guide)) {
      String value = option.equals("--at") ? "2026-06-15" : "1";
      Set<String> keys = Arguments.parse("in", "--out", "out", option, value).settings().keySet();
      String row =
          guide
              .lines()
              .filter(line -> line.startsWith("| `" + option + " "))
              .findFirst()
              .orElseThrow();
      assertTrue(row.contains("`" + String.join(",", keys) + "`"), row);
    }
  }

  @Test
  void exitCodesStandInTheirOrder() throws IOException {
    List<String> order =
        Pattern.compile("^\\| (\\d+) \\| ", Pattern.MULTILINE)
            .matcher(guide())
            .results()
            .map(match -> match.group(1))
            .toList();

    assertTrue(
        Arguments.USAGE.contains("the first of " + String.join(", ", order) + " that occurs"),
        order::toString);
  }
}
