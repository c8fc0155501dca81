package io.github.quotary.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The lists of what each artifact contains or needs. */
class SbomTest {
  private static final Pattern JAR = Pattern.compile("(?m)^ *([A-Za-z0-9._-]+)\\.jar$");

  private static Xml sbom(Artifact artifact) throws IOException {
    return Xml.parse(Files.readAllBytes(artifact.file("-cyclonedx.xml")));
  }

  @Test
  void eachNamesItsArtifactAndWhatThatNeeds() throws IOException {
    for (Artifact artifact : Artifact.in(Bundle.repository())) {
      if (!artifact.hasJar()) {
        continue;
      }
      Xml sbom = sbom(artifact);
      String purl = sbom.text("metadata/component/purl");
      assertTrue(
          purl.startsWith(
              "pkg:maven/io.github.quotary/" + artifact.id() + "@" + artifact.version()),
          purl);
      Set<String> listed =
          sbom.all("components/component").stream()
              .map(component -> component.text("name") + " " + component.text("version"))
              .collect(Collectors.toSet());
      for (Xml dependency : artifact.pom().all("dependencies/dependency")) {
        String needed = dependency.text("artifactId") + " " + dependency.text("version");
        assertTrue(
            listed.contains(needed) || dependency.text("scope").equals("provided"),
            artifact.id() + " needs " + needed + ", which its SBOM does not list");
      }
    }
  }

  @Test
  void eachComponentHasVersionHashAndLicense() throws IOException {
    for (Artifact artifact : Artifact.in(Bundle.repository())) {
      if (!artifact.hasJar()) {
        continue;
      }
      for (Xml component : sbom(artifact).all("components/component")) {
        String name = artifact.id() + ": " + component.text("name");
        assertFalse(component.text("version").isEmpty(), name);
        assertFalse(component.all("licenses").isEmpty(), name + " has no licence");
        assertTrue(
            component.all("hashes/hash").stream()
                .anyMatch(hash -> hash.element().getAttribute("alg").equals("SHA-256")),
            name + " has no hash");
        assertFalse(component.text("group").startsWith("org.junit"), name + " is for tests alone");
      }
    }
  }

  /** The command's jar contains others, and says which, in two ways that must agree. */
  @Test
  void commandListsAllThatIsInItsJar() throws IOException {
    Artifact command =
        Artifact.in(Bundle.repository()).stream()
            .filter(artifact -> artifact.id().equals("quotary-cli"))
            .findAny()
            .orElseThrow();
    Set<String> listed =
        sbom(command).all("components/component").stream()
            .filter(component -> !component.text("group").equals("io.github.quotary"))
            .map(component -> component.text("name") + "-" + component.text("version"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> licensed = new TreeSet<>();
    try (ZipFile jar = new ZipFile(command.file(".jar").toFile())) {
      ZipEntry licenses = jar.getEntry("META-INF/THIRD-PARTY-LICENSES.txt");
      try (InputStream in = jar.getInputStream(licenses)) {
        Matcher matcher = JAR.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        while (matcher.find()) {
          licensed.add(matcher.group(1).replaceFirst("-(linux|osx|windows)-(x86|aarch)_64$", ""));
        }
      }
    }
    assertEquals(licensed, listed);
  }
}
