package io.github.quotary.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipFile;

/**
 * What Maven Central asks of a bundle, and what we ask of ours besides.
 *
 * <p>See <a href="https://central.sonatype.org/publish/requirements/">Central's requirements</a>.
 */
final class CentralRules {
  private static final String GROUP = "io.github.quotary";
  private static final List<String> REQUIRED =
      List.of(
          "name",
          "description",
          "url",
          "licenses/license/name",
          "licenses/license/url",
          "developers/developer/name",
          "developers/developer/organizationUrl",
          "scm/connection",
          "scm/developerConnection",
          "scm/url");
  private static final List<String> FORBIDDEN =
      List.of("repositories", "pluginRepositories", "distributionManagement", "build", "profiles");

  private final List<Artifact> artifacts;
  private final Set<String> ids = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  private CentralRules(List<Artifact> artifacts) {
    this.artifacts = artifacts;
    artifacts.forEach(artifact -> ids.add(artifact.id()));
  }

  /** What is wrong in a bundle that was unpacked; empty if nothing is. */
  static List<String> problems(Path repository) throws IOException {
    CentralRules rules = new CentralRules(Artifact.in(repository));
    if (rules.artifacts.isEmpty()) {
      return List.of("There are no artifacts");
    }
    for (Artifact artifact : rules.artifacts) {
      rules.checkPom(artifact);
      rules.checkFiles(artifact);
    }
    return rules.problems;
  }

  private void expect(boolean kept, Artifact artifact, String problem) {
    if (!kept) {
      problems.add(artifact.id() + ": " + problem);
    }
  }

  private void checkPom(Artifact artifact) throws IOException {
    Xml pom = artifact.pom();
    expect(artifact.group().equals(GROUP), artifact, "its group is " + artifact.group());
    expect(pom.text("groupId").equals(artifact.group()), artifact, "POM of another group");
    expect(pom.text("artifactId").equals(artifact.id()), artifact, "POM of another artifact");
    expect(pom.text("version").equals(artifact.version()), artifact, "POM of another version");
    expect(
        artifact.version().equals(artifacts.get(0).version()),
        artifact,
        "another version than " + artifacts.get(0).id());
    for (String element : REQUIRED) {
      expect(!pom.text(element).isEmpty(), artifact, "POM without " + element);
    }
    for (String element : FORBIDDEN) {
      expect(pom.first(element).isEmpty(), artifact, "POM with " + element);
    }
    pom.first("parent")
        .ifPresent(
            parent ->
                expect(
                    ids.contains(parent.text("artifactId")),
                    artifact,
                    "its parent is not published"));
    String text = Files.readString(artifact.file(".pom"));
    expect(!text.contains("SNAPSHOT"), artifact, "POM with a snapshot");
    expect(!text.replace("${project.version}", "").contains("${"), artifact, "POM with a property");
    checkDependencies(artifact, "dependencies/dependency");
    checkDependencies(artifact, "dependencyManagement/dependencies/dependency");
  }

  private void checkDependencies(Artifact artifact, String path) {
    for (Xml dependency : artifact.pom().all(path)) {
      String id = dependency.text("artifactId");
      expect(!dependency.text("version").isEmpty(), artifact, "depends on any version of " + id);
      expect(!dependency.text("scope").equals("test"), artifact, "needs " + id + " for tests");
      expect(!dependency.text("scope").equals("system"), artifact, "needs " + id + " as a file");
      expect(
          !dependency.text("groupId").equals(GROUP) || ids.contains(id),
          artifact,
          "depends on " + id + ", which is not published");
    }
  }

  private void checkFiles(Artifact artifact) throws IOException {
    if (artifact.hasJar()) {
      checkJar(artifact, ".jar", "META-INF/LICENSE");
      checkJar(artifact, "-sources.jar", ".java");
      checkJar(artifact, "-javadoc.jar", "index.html");
      expect(Files.exists(artifact.file("-cyclonedx.xml")), artifact, "no SBOM in XML");
      expect(Files.exists(artifact.file("-cyclonedx.json")), artifact, "no SBOM in JSON");
    }
    for (Path file : artifact.files()) {
      String name = file.getFileName().toString();
      expect(
          name.startsWith(artifact.id() + "-" + artifact.version()),
          artifact,
          name + " does not belong here");
      if (!Checksums.isChecksum(name)) {
        Checksums.problems(file, !name.endsWith(".asc"))
            .forEach(problem -> expect(false, artifact, problem));
      }
      if (!Checksums.isChecksum(name) && !name.endsWith(".asc")) {
        checkSignature(artifact, file);
      }
    }
  }

  private void checkSignature(Artifact artifact, Path file) throws IOException {
    Path signature = file.resolveSibling(file.getFileName() + ".asc");
    expect(
        Files.exists(signature)
            && Files.readString(signature).startsWith("-----BEGIN PGP SIGNATURE-----"),
        artifact,
        file.getFileName() + " is not signed");
  }

  private void checkJar(Artifact artifact, String ending, String content) throws IOException {
    Path jar = artifact.file(ending);
    if (!Files.exists(jar)) {
      expect(false, artifact, "no " + jar.getFileName());
      return;
    }
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      expect(
          zip.stream().anyMatch(entry -> entry.getName().endsWith(content)),
          artifact,
          jar.getFileName() + " has no " + content + " in it");
    }
  }
}
