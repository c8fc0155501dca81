package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.cli.option.VersionProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files with the output that users see. {@code -Dquotary.golden=write} writes them anew; the change
 * is then reviewed like any other. The version of the build and the port of a service on loopback
 * are left out.
 */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/golden");

  private Golden() {}

  static void assertMatches(String name, String output) throws IOException {
    Path file = FOLDER.resolve(name);
    String actual =
        output
            .replace(VersionProvider.version(), "quotary VERSION")
            .replaceAll("http://127\\.0\\.0\\.1:[0-9]+", "http://SERVICE");
    if ("write".equals(System.getProperty("quotary.golden"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, actual);
    }
    assertEquals(Files.readString(file), actual, name);
  }
}
