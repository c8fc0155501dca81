package io.github.quotary.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From JMH's command line to the file of results: one call of the cheapest benchmark. */
class MainTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void savesTheResults() throws Exception {
    run("ParseBenchmark.parse$");
    run("ParseBenchmark.parseAndCopy$");
    run("ParseBenchmark.parse$");
    JsonNode root = JSON.readTree(onlyFile().toFile());
    assertEquals("jmh", root.path("kind").asText());
    assertEquals(3, root.path("runs").size());
    assertEquals(2, root.path("jmh").size(), "a later run replaces what it measured again");
    String home = System.getProperty("java.home");
    assertFalse(root.toString().contains(home), "a place on this machine");
    JsonNode secondary = root.path("jmh").get(0).path("secondaryMetrics");
    assertTrue(secondary.has(CpuTimeProfiler.JAVA), secondary::toString);
    assertTrue(secondary.has(CpuTimeProfiler.PROCESS), secondary::toString);
    assertTrue(secondary.has("gc.alloc.rate.norm"), secondary::toString);
    assertEquals(Engine.ACCP.isHere(), secondary.has(CpuTimeProfiler.UNIT), secondary::toString);
  }

  /** In this process, once, without warming up. */
  private void run(String benchmark) throws Exception {
    String before = System.setProperty("results", folder.toString());
    try {
      Main.main(
          new String[] {
            benchmark,
            "-f",
            "0",
            "-bm",
            "ss",
            "-wi",
            "0",
            "-i",
            "1",
            "-p",
            "version=4",
            "-o",
            folder.resolve("jmh.log").toString()
          });
    } finally {
      if (before == null) {
        System.clearProperty("results");
      } else {
        System.setProperty("results", before);
      }
    }
  }

  private Path onlyFile() throws Exception {
    try (var files = Files.list(folder)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".json")).toList();
      assertEquals(1, found.size());
      return found.get(0);
    }
  }

  @Test
  void namesTheFileByDateProcessorAndJdk() throws Exception {
    Machine machine = new Machine("Intel(R) Xeon(R) Platinum 8480+ CPU @ 2.00GHz", 4, "Linux");
    String jmh =
        """
        [{"benchmark": "a.B.c", "mode": "avgt", "threads": 1, "jdkVersion": "25.0.3"}]""";
    Path file =
        ResultFile.begin(machine, Instant.parse("2026-01-02T23:59:59.5Z"), "B")
            .write(folder, jmh.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertEquals("2026-01-02-intel-xeon-platinum-8480-jdk25.json", file.getFileName().toString());
    assertEquals(
        "2026-01-02T23:59:59Z",
        JSON.readTree(file.toFile()).path("runs").get(0).path("begun").asText());
  }
}
