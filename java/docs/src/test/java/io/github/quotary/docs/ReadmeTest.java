package io.github.quotary.docs;

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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the README says beside its blocks: the two commands, coordinates, figures. */
@Tag("any-jdk")
class ReadmeTest {
  private static final Pattern XML =
      Pattern.compile(
          "<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>(?:\\s*<version>([^<]+)<)?");
  private static final Pattern GRADLE = Pattern.compile("\"([\\w.]+):([\\w-]+)(?::([^\"]+))?\"");

  private static List<String> commands() {
    return Page.of("README.md").blocks().stream()
        .filter(block -> block.is("sh") && block.text().contains("mvn"))
        .flatMap(block -> block.text().lines())
        .filter(line -> line.startsWith("mvn"))
        .collect(Collectors.toList());
  }

  @Test
  void theFirstCommandEndsWithWhatIsShownAndRunBelow() {
    String first = commands().get(0);
    String run =
        first
            .substring(first.indexOf("&& ") + 3)
            .replace("java -jar java/cli/target/quotary.jar", "quotary");
    Block shown =
        Page.of("README.md").blocks().stream()
            .filter(block -> block.is("console"))
            .findFirst()
            .orElseThrow();
    assertEquals("$ " + run, shown.text().lines().findFirst().orElseThrow());
  }

  @Test
  void theSecondCommandIsWhatContinuousIntegrationRuns() throws IOException {
    assertEquals("mvn -B verify", commands().get(1));
    String run = Files.readString(Page.ROOT.resolve(".ci/run"));
    assertTrue(run.contains("say \"mvn -B verify, on "), "in .ci/run");
  }

  @Test
  void everyCoordinateIsOfThisBuild() throws IOException {
    String parent = Files.readString(Page.ROOT.resolve("pom.xml"));
    String version = parent.replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");
    Set<String> artifacts = artifacts();
    int seen = 0;
    for (Page page : Page.all()) {
      for (Pattern pattern : List.of(XML, GRADLE)) {
        Matcher coordinate = pattern.matcher(page.text());
        while (coordinate.find()) {
          assertEquals("io.github.quotary", coordinate.group(1), page.name());
          assertTrue(artifacts.contains(coordinate.group(2)), coordinate.group(2));
          if (coordinate.group(3) != null) {
            assertEquals(version, coordinate.group(3), page.name());
          }
          seen++;
        }
      }
    }
    assertTrue(seen >= 6);
  }

  private static Set<String> artifacts() throws IOException {
    Set<String> artifacts = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Page.ROOT, 3)) {
      for (Path pom : files.filter(file -> file.endsWith("pom.xml")).collect(Collectors.toList())) {
        Matcher artifact =
            Pattern.compile("</parent>\\s*<artifactId>([^<]+)<").matcher(Files.readString(pom));
        if (artifact.find()) {
          artifacts.add(artifact.group(1));
        }
      }
    }
    return artifacts;
  }

  @Test
  void everyFigureIsInTheReport() throws IOException {
    String report = Files.readString(Page.ROOT.resolve("benchmarks/results/REPORT.md"));
    for (String name : List.of("README.md", "java/docs/performance.md")) {
      Matcher figure = Pattern.compile("[\\d.,]+ µs").matcher(Page.of(name).text());
      assertTrue(figure.find(), name);
      do {
        assertTrue(report.contains(" " + figure.group() + " "), name + ": " + figure.group());
      } while (figure.find());
    }
  }
}
