package io.github.quotary.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The machine of a measurement.
 *
 * @param cpu the processor's name
 * @param cores number of cores available to the JVM
 * @param os the operating system
 */
public record Machine(String cpu, int cores, String os) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final int MAX_SLUG = 40;

  /** This machine. */
  public static Machine here() throws IOException {
    return new Machine(
        cpuHere(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name")
            + ' '
            + System.getProperty("os.version")
            + ' '
            + System.getProperty("os.arch"));
  }

  /** A processor's name for file names: lower-case words joined by hyphens. */
  public static String slug(String cpu) {
    String words =
        cpu.toLowerCase(Locale.ROOT)
            .replaceAll("\\((r|tm)\\)|\\bcpu\\b|\\bprocessor\\b|@.*", " ")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return words.length() <= MAX_SLUG ? words : words.substring(0, MAX_SLUG);
  }

  private static String cpuHere() throws IOException {
    if (Files.isReadable(CPU_INFO)) {
      try (Stream<String> lines = Files.lines(CPU_INFO)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .findFirst()
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .orElseGet(Machine::architecture);
      }
    }
    String identifier = System.getenv("PROCESSOR_IDENTIFIER");
    return identifier == null ? architecture() : identifier;
  }

  private static String architecture() {
    return System.getProperty("os.arch");
  }
}
