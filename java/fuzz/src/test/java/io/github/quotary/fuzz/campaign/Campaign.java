package io.github.quotary.fuzz.campaign;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fuzzes one target after the other, each in a JVM of its own, and adds what was done to {@code
 * results.md}: a row for each.
 *
 * <p>Arguments: the simple name of a target, or {@code all}; the seconds for each; the folder for
 * results, for what the fuzzer says, and for the inputs that it found. It ends with 1 if there was
 * a finding.
 */
public final class Campaign {
  private Campaign() {}

  /** Fuzzes. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[2]);
    Files.createDirectories(folder);
    Path results = folder.resolve("results.md");
    if (Files.notExists(results)) {
      Files.writeString(results, Outcome.HEAD);
    }
    boolean found = false;
    for (String target : targets(args[0])) {
      Outcome outcome =
          new TargetRun(target, Duration.ofSeconds(Long.parseLong(args[1])), folder).run();
      Files.writeString(results, outcome.row(), StandardOpenOption.APPEND);
      System.out.print(outcome.row());
      found |= outcome.findings() > 0;
    }
    System.exit(found ? 1 : 0);
  }

  private static List<String> targets(String wanted) throws IOException, URISyntaxException {
    Path classes =
        Path.of(Campaign.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      List<String> targets =
          files
              .map(file -> classes.relativize(file).toString())
              .filter(name -> name.endsWith("FuzzTest.class"))
              .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
              .filter(name -> wanted.equals("all") || name.endsWith("." + wanted))
              .sorted()
              .toList();
      if (targets.isEmpty()) {
        throw new IllegalArgumentException("no target " + wanted + " in " + classes);
      }
      return targets;
    }
  }
}
