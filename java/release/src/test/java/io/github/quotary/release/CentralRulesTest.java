package io.github.quotary.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A good bundle passes, and each flaw is found. */
class CentralRulesTest {
  private static final String NAME = "quotary-sample-1.0.0";
  private static final String POM =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>io.github.quotary</groupId>
        <artifactId>quotary-sample</artifactId>
        <version>1.0.0</version>
        <name>Sample</name>
        <description>A sample.</description>
        <url>https://example.com</url>
        <licenses><license><name>Apache-2.0</name><url>https://example.com</url></license></licenses>
        <developers><developer><name>The maintainers</name>\
      <organizationUrl>https://example.com</organizationUrl></developer></developers>
        <scm><connection>scm:git:a</connection><developerConnection>scm:git:b</developerConnection>\
      <url>https://example.com</url></scm>
        <dependencies><dependency><groupId>org.example</groupId><artifactId>other</artifactId>\
      <version>2</version><scope>compile</scope></dependency></dependencies>
      </project>
      """;

  @TempDir private Path repository;
  private Path folder;

  @BeforeEach
  void makeAGoodBundle() throws IOException {
    folder = repository.resolve("io/github/quotary/quotary-sample/1.0.0");
    Files.createDirectories(folder);
    writePom(POM);
    write(".jar", "META-INF/LICENSE");
    write("-sources.jar", "a/A.java");
    write("-javadoc.jar", "index.html");
    write("-cyclonedx.xml", null);
    write("-cyclonedx.json", null);
  }

  private void writePom(String pom) throws IOException {
    Files.writeString(folder.resolve(NAME + ".pom"), pom);
    finish(".pom");
  }

  private void write(String ending, String entry) throws IOException {
    Path file = folder.resolve(NAME + ending);
    try (OutputStream out = Files.newOutputStream(file)) {
      if (entry != null) {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.putNextEntry(new ZipEntry(entry));
        zip.finish();
      }
    }
    finish(ending);
  }

  private void finish(String ending) throws IOException {
    Path file = folder.resolve(NAME + ending);
    Files.writeString(
        folder.resolve(NAME + ending + ".asc"), "-----BEGIN PGP SIGNATURE-----\n...\n");
    Checksums.write(file);
  }

  private void finds(String problem) throws IOException {
    List<String> problems = CentralRules.problems(repository);
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).contains(problem), problems.toString());
  }

  @Test
  void goodBundlePasses() throws IOException {
    assertEquals(List.of(), CentralRules.problems(repository));
  }

  @Test
  void emptyBundleFails(@TempDir Path nothing) throws IOException {
    assertEquals(List.of("There are no artifacts"), CentralRules.problems(nothing));
  }

  @ParameterizedTest
  @CsvSource({
    ".jar, no quotary-sample-1.0.0.jar",
    "-sources.jar, no quotary-sample-1.0.0-sources.jar",
    "-javadoc.jar, no quotary-sample-1.0.0-javadoc.jar",
    "-cyclonedx.xml, no SBOM in XML",
    ".pom.asc, quotary-sample-1.0.0.pom is not signed",
    "-sources.jar.asc, quotary-sample-1.0.0-sources.jar is not signed",
    ".jar.md5, no quotary-sample-1.0.0.jar.md5",
    ".pom.sha1, no quotary-sample-1.0.0.pom.sha1",
    ".jar.sha256, no quotary-sample-1.0.0.jar.sha256"
  })
  void missingFileIsFound(String ending, String problem) throws IOException {
    Files.delete(folder.resolve(NAME + ending));
    finds(problem);
  }

  @Test
  void checksumOfOtherBytesIsFound() throws IOException {
    Files.writeString(folder.resolve(NAME + ".jar.sha1"), "0".repeat(40));
    finds("quotary-sample-1.0.0.jar.sha1 is of other bytes");
  }

  @Test
  void strangeFileIsFound() throws IOException {
    Path stranger = Files.writeString(folder.resolve("maven-metadata.xml"), "<metadata/>");
    Files.writeString(folder.resolve("maven-metadata.xml.asc"), "-----BEGIN PGP SIGNATURE-----\n");
    Checksums.write(stranger);
    assertTrue(
        CentralRules.problems(repository)
            .contains("quotary-sample: maven-metadata.xml does not belong here"));
  }

  @Test
  void emptyJavadocIsFound() throws IOException {
    write("-javadoc.jar", "README");
    finds("has no index.html in it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "description", "url", "scm", "licenses", "developers"})
  void pomWithoutAnElementIsFound(String element) throws IOException {
    writePom(POM.replaceFirst("(?s)  <" + element + ">.*?</" + element + ">\n", ""));
    List<String> problems = CentralRules.problems(repository);
    assertTrue(
        problems.stream().anyMatch(problem -> problem.contains("POM without " + element)),
        problems.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "<version>2</version>, <version>2-SNAPSHOT</version>, POM with a snapshot",
    "<version>2</version>, <version>${other}</version>, POM with a property",
    "<version>2</version>, '', depends on any version of other",
    "<scope>compile</scope>, <scope>test</scope>, needs other for tests",
    "<scope>compile</scope>, <scope>system</scope>, needs other as a file",
    "<groupId>org.example</groupId>, <groupId>io.github.quotary</groupId>, which is not published",
    "<modelVersion>4.0.0</modelVersion>, <parent><artifactId>up</artifactId></parent>, its parent",
    "<modelVersion>4.0.0</modelVersion>, <build/>, POM with build",
    "<artifactId>quotary-sample</artifactId>, <artifactId>x</artifactId>, POM of another artifact",
    "<version>1.0.0</version>, <version>1.0.1</version>, POM of another version"
  })
  void flawOfAPomIsFound(String good, String bad, String problem) throws IOException {
    writePom(POM.replace(good, bad));
    finds(problem);
  }
}
