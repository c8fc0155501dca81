package io.github.quotary.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The bundle that the release would send. */
class BundleTest {
  @Test
  void keepsCentralsRules() throws IOException {
    assertEquals(List.of(), CentralRules.problems(Bundle.repository()));
  }

  @Test
  void holdsWhatTheBomNames() throws IOException {
    List<Artifact> artifacts = Artifact.in(Bundle.repository());
    Artifact bom =
        artifacts.stream()
            .filter(artifact -> artifact.id().equals("quotary-bom"))
            .findAny()
            .orElseThrow();
    Set<String> published =
        artifacts.stream()
            .map(Artifact::id)
            .filter(id -> !id.equals("quotary-bom"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> named = new TreeSet<>();
    for (Xml managed : bom.pom().all("dependencyManagement/dependencies/dependency")) {
      String id = managed.text("artifactId");
      named.add(id);
      assertEquals("${project.version}", managed.text("version"), id);
      String classifier = managed.text("classifier");
      if (!classifier.isEmpty()) {
        Path jar =
            bom.folder()
                .getParent()
                .resolveSibling(id)
                .resolve(bom.version())
                .resolve(id + "-" + bom.version() + "-" + classifier + ".jar");
        assertTrue(Files.exists(jar), "no " + jar);
      }
    }
    assertEquals(published, named);
  }

  /** A service that embeds the core takes Bouncy Castle's provider and Jackson's parser with it. */
  @Test
  void coreStaysSmall() throws IOException {
    Artifact core =
        Artifact.in(Bundle.repository()).stream()
            .filter(artifact -> artifact.id().equals("quotary-core"))
            .findAny()
            .orElseThrow();
    Set<String> needed =
        core.pom().all("dependencies/dependency").stream()
            .map(dependency -> dependency.text("artifactId"))
            .collect(Collectors.toSet());
    assertEquals(Set.of("bcprov-jdk18on", "jackson-core", "jspecify"), needed);
  }
}
