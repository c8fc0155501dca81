package com.example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example that users copy is the one that is compiled and run here. */
class ReadmeTest {
  private static final Path README = Path.of("../../testvectors/README.md");
  private static final Path SERVICE = Path.of("src/test/java/com/example/SessionService.java");
  private static final Path EXAMPLE = Path.of("src/test/java/com/example/AttestationTest.java");

  @Test
  void theServiceIsThisOne() throws IOException {
    String service = Files.readString(SERVICE);
    String begin = "  // README begins here\n";
    String shown =
        service
            .substring(
                service.indexOf(begin) + begin.length(), service.indexOf("  // README ends here"))
            .indent(-2)
            .strip();
    assertTrue(
        Files.readString(Path.of("../../README.md")).contains(shown),
        "copy the marked part of " + SERVICE + " into README.md:\n" + shown);
  }

  @Test
  void theExampleIsThisOne() throws IOException {
    String example = Files.readString(EXAMPLE).replaceFirst("^package [a-z.]+;\\n\\n", "");
    assertTrue(
        Files.readString(README).contains("```java\n" + example + "```\n"),
        "copy " + EXAMPLE + " without its package into " + README);
  }
}
