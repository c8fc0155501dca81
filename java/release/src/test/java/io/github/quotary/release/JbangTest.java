package io.github.quotary.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalog of JBang at the root of the sources. */
class JbangTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Pattern COORDINATES =
      Pattern.compile("\"io\\.github\\.quotary:quotary-cli:([^\"]+)\"");

  /** JBang's jar prints the command that its script then runs. */
  private static final int PRINTED = 255;

  private static String catalog() throws IOException {
    return Files.readString(ROOT.resolve("jbang-catalog.json"));
  }

  @Test
  void theCatalogNamesThisVersion() throws IOException {
    Matcher coordinates = COORDINATES.matcher(catalog());

    assertTrue(coordinates.find());
    assertTrue(
        Files.readString(ROOT.resolve("pom.xml"))
            .contains("<version>" + coordinates.group(1) + "</version>"));
  }

  /** By the reference itself: the catalog is looked up by JBang alone. */
  @Test
  void jbangStartsWhatTheCatalogNames(@TempDir Path home) throws IOException {
    Path repository = Bundle.repository();
    Consumer jbang = Consumer.build("jbang");

    Consumer.Run printed =
        Consumer.run(
            home,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-cp",
                jbang.lib() + "/*",
                "dev.jbang.Main",
                "run",
                "--repos",
                "bundle=" + repository.toUri(),
                "io.github.quotary:quotary-cli:" + Consumer.version(repository),
                "verify",
                "--vector",
                ROOT.resolve("testvectors/vectors/tdx-v4-up-to-date").toString()));
    assertEquals(PRINTED, printed.exitCode(), printed.err());
    Consumer.Run run = Consumer.run(home, List.of("sh", "-c", printed.out()));

    assertTrue(run.out().contains("UpToDate"), run.out() + run.err());
    assertEquals(0, run.exitCode(), run.err());
  }
}
