package io.github.quotary.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The test command runs classes by their names; a test in a class of another name never runs. */
@Tag("any-jdk")
class TestNamesTest {
  private static final Pattern TEST =
      Pattern.compile(
          "(?m)^  @(Test|ParameterizedTest|RepeatedTest|TestFactory|Property|Example|FuzzTest)\\b");

  /** Run by profiles, which name them. */
  private static final List<String> LONG_RUNS = List.of("LargeRun.java", "Soak.java");

  @Test
  void everyTestIsInAClassThatTheTestCommandRuns() throws IOException {
    try (Stream<Path> files = Files.walk(Page.ROOT)) {
      List<String> others =
          files
              .filter(file -> file.toString().contains("/src/test/java/"))
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.toString().endsWith("Test.java"))
              .filter(TestNamesTest::hasTests)
              .map(file -> file.getFileName().toString())
              .sorted()
              .toList();
      assertEquals(LONG_RUNS, others);
    }
  }

  private static boolean hasTests(Path file) {
    try {
      return TEST.matcher(Files.readString(file)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
