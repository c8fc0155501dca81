package com.example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example that users copy is the one that is compiled and run here. */
class ReadmeTest {
  private static final Path README = Path.of("../../testvectors/README.md");
  private static final Path EXAMPLE = Path.of("src/test/java/com/example/AttestationTest.java");

  @Test
  void theExampleIsThisOne() throws IOException {
    String example = Files.readString(EXAMPLE).replaceFirst("^package [a-z.]+;\\n\\n", "");
    assertTrue(
        Files.readString(README).contains("```java\n" + example + "```\n"),
        "copy " + EXAMPLE + " without its package into " + README);
  }
}
