package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files with the output that users see. {@code -Dquotary.golden=write} writes them anew; the change
 * is then reviewed like any other.
 */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/golden");

  private Golden() {}

  static void assertMatches(String name, String actual) throws IOException {
    Path file = FOLDER.resolve(name);
    if ("write".equals(System.getProperty("quotary.golden"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, actual);
    }
    assertEquals(Files.readString(file), actual, name);
  }
}
