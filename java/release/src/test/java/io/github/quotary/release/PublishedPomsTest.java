package io.github.quotary.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The POMs of the sources, before any release is built. */
class PublishedPomsTest {
  private static final Path ROOT = Path.of("../..");

  private static Xml pom(Path file) throws IOException {
    return Xml.parse(Files.readAllBytes(file));
  }

  private static Set<Path> modules() throws IOException {
    Set<Path> found = new TreeSet<>();
    for (Path parent : new Path[] {ROOT, ROOT.resolve("java")}) {
      try (Stream<Path> folders = Files.list(parent)) {
        folders
            .map(folder -> folder.resolve("pom.xml"))
            .filter(Files::exists)
            .filter(file -> !file.equals(ROOT.resolve("java/pom.xml")))
            .forEach(found::add);
      }
    }
    return found;
  }

  private static boolean isPublished(Xml pom) {
    return !pom.text("properties/maven.deploy.skip").equals("true");
  }

  @Test
  void bomNamesAllThatIsPublished() throws IOException {
    Set<String> published = new TreeSet<>();
    for (Path module : modules()) {
      Xml pom = pom(module);
      if (isPublished(pom)) {
        published.add(pom.text("artifactId"));
      }
    }
    published.remove("quotary-bom");
    Set<String> named = new TreeSet<>();
    pom(ROOT.resolve("java/bom/pom.xml"))
        .all("dependencyManagement/dependencies/dependency")
        .forEach(managed -> named.add(managed.text("artifactId")));
    assertEquals(published, named);
  }

  @Test
  void eachModuleSaysWhatItIs() throws IOException {
    for (Path module : modules()) {
      assertFalse(pom(module).text("name").isEmpty(), module + " has no name");
      assertFalse(pom(module).text("description").isEmpty(), module + " has no description");
    }
  }

  /** What is sent to Central, and what is installed or deployed elsewhere, is the same. */
  @Test
  void whatIsNotPublishedIsNotSentToCentral() throws IOException {
    Set<String> unpublished = new TreeSet<>(Set.of("quotary-parent", "quotary-java"));
    for (Path module : modules()) {
      Xml pom = pom(module);
      if (!isPublished(pom)) {
        unpublished.add(pom.text("artifactId"));
      }
    }
    Set<String> excluded = new TreeSet<>();
    for (Xml profile : pom(ROOT.resolve("pom.xml")).all("profiles/profile")) {
      profile
          .all("build/plugins/plugin/configuration/excludeArtifacts/excludeArtifact")
          .forEach(artifact -> excluded.add(artifact.text()));
    }
    assertEquals(unpublished, excluded);
  }

  /** What japicmp leaves out is what no module exports, and nothing else. */
  @Test
  void apiIsWhatModulesExport() throws IOException {
    Set<String> internal = new TreeSet<>();
    for (Path pom : modules()) {
      Path sources = pom.resolveSibling("src/main/java");
      Path module = sources.resolve("module-info.java");
      if (isPublished(pom(pom)) && Files.exists(module) && !pom.toString().contains("cli")) {
        String descriptor = Files.readString(module);
        packages(sources)
            .filter(name -> !descriptor.contains("exports " + name + ";"))
            .forEach(internal::add);
      }
    }
    Set<String> excluded = new TreeSet<>();
    for (Xml profile : pom(ROOT.resolve("pom.xml")).all("profiles/profile")) {
      profile
          .all("build/plugins/plugin/configuration/parameter/excludes/exclude")
          .forEach(name -> excluded.add(name.text()));
    }
    assertEquals(internal, excluded);
  }

  private static Stream<String> packages(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> sources.relativize(file.getParent()).toString().replace('/', '.'))
          .filter(name -> !name.isEmpty())
          .toList()
          .stream();
    }
  }
}
