package io.github.quotary.service.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in headless Chromium, with answers to everything that it asks. */
@EnabledIfSystemProperty(
    named = "quotary.browser",
    matches = ".+",
    disabledReason = "needs Chromium and npm: build with -Pbrowser")
class ServicePageBrowserTest {
  private static PageServer server;

  @BeforeAll
  static void start() throws IOException {
    server = PageServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"looks", "strangers", "keyboard", "failures", "addresses"})
  void nothingIsWrong(String errand) throws IOException, InterruptedException {
    Path screenshots = Files.createDirectories(Path.of("target", "screenshots")).toAbsolutePath();
    Path output = screenshots.resolve(errand + ".json");
    Process process =
        new ProcessBuilder(
                "node",
                "check-service.mjs",
                System.getProperty("quotary.browser"),
                server.address(),
                errand,
                screenshots.toString())
            .directory(Path.of("target", "browser").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(15, TimeUnit.MINUTES);
    assertEquals("[]", Files.readString(output, StandardCharsets.UTF_8).strip());
    assertEquals(0, ended ? process.exitValue() : -1);
  }
}
