package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs {@code simulate} into directories below a folder, and {@code verify} on them.
 *
 * @param path the folder
 */
record Simulated(Path path) {
  static final List<String> FILES =
      List.of("quote.bin", "collateral.json", "root.pem", "case.json");

  private static final Path VECTORS = Path.of("../../testvectors/vectors");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The directory of the committed vectors, or one of them. */
  static Path vectors(String name) {
    return VECTORS.resolve(name);
  }

  Path resolve(String directory) {
    return path.resolve(directory);
  }

  CommandRun run(String directory, String... arguments) {
    List<String> all = new ArrayList<>(List.of("simulate", "--out", resolve(directory).toString()));
    all.addAll(List.of(arguments));
    return CommandRun.of(all.toArray(String[]::new));
  }

  /** Its {@code case.json}, after a run without complaint. */
  JsonNode made(String directory, String... arguments) throws IOException {
    CommandRun run = run(directory, arguments);
    assertEquals("", run.err());
    assertEquals(ExitCode.OK, run.code());
    return JSON.readTree(resolve(directory).resolve("case.json").toFile());
  }

  /** What {@code verify} answers. */
  JsonNode verified(String directory) throws JsonProcessingException {
    String made = resolve(directory).toString();
    return JSON.readTree(CommandRun.of("verify", "--vector", made, "--format", "json").out());
  }

  static void assertSame(Path a, Path b) throws IOException {
    for (String file : FILES) {
      assertArrayEquals(
          Files.readAllBytes(a.resolve(file)), Files.readAllBytes(b.resolve(file)), a + "/" + file);
    }
  }
}
