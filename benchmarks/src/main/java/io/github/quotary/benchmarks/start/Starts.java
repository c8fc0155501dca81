package io.github.quotary.benchmarks.start;

import io.github.quotary.benchmarks.OtherWork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What it costs to start the command, with the launcher and with {@code java -jar}, beside {@code
 * java -version}. Each round starts each once; the table of medians goes to standard output. Runs
 * in the project's folder, after a build with its class archive; it needs Linux. The argument is
 * the number of rounds, 11 otherwise.
 */
public final class Starts {
  private static final int ROUNDS = 11;
  private static final Path TARGET = Path.of("java", "cli", "target").toAbsolutePath();
  private static final Path VECTOR = Path.of("testvectors", "vectors", "tdx-v4-up-to-date");

  private Starts() {}

  /** A process to start. */
  private interface Launch {
    Started run() throws IOException, InterruptedException;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = args.length == 0 ? ROUNDS : Integer.parseInt(args[0]);
    Path settings = Files.createTempFile("serve", ".json");
    try {
      Files.writeString(settings, "{\"allow\": {\"at\": true}}");
      System.out.print(table(launches(settings), rounds));
    } finally {
      Files.delete(settings);
    }
  }

  private static Map<String, Launch> launches(Path settings) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> jar = List.of(java, "-jar", TARGET.resolve("quotary.jar").toString());
    List<String> launcher = List.of(TARGET.resolve("bin").resolve("quotary").toString());
    String[] verify = {"verify", "--vector", VECTOR.toString()};
    String[] serve = {
      "serve",
      "--engine",
      "java",
      "--any-td",
      "--config",
      settings.toString(),
      "--collateral",
      VECTOR.resolve("collateral.json").toString(),
      "--trust-anchor",
      VECTOR.resolve("root.pem").toString()
    };
    byte[] body = body();
    Map<String, Launch> launches = new LinkedHashMap<>();
    launches.put("java -version", () -> Started.command(List.of(java, "-version")));
    launches.put("--version, launcher", () -> Started.command(with(launcher, "--version")));
    launches.put("--version, jar", () -> Started.command(with(jar, "--version")));
    launches.put("verify, launcher", () -> Started.command(with(launcher, verify)));
    launches.put("verify, jar", () -> Started.command(with(jar, verify)));
    launches.put(
        "serve to its first verdict, launcher", () -> Started.service(with(launcher, serve), body));
    launches.put("serve to its first verdict, jar", () -> Started.service(with(jar, serve), body));
    return launches;
  }

  private static byte[] body() throws IOException {
    byte[] quote = Files.readAllBytes(VECTOR.resolve("quote.bin"));
    return ("{\"input\": \""
            + Base64.getEncoder().encodeToString(quote)
            + "\", \"at\": \"2026-06-15\"}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> with(List<String> command, String... arguments) {
    return Stream.concat(command.stream(), Stream.of(arguments)).toList();
  }

  private static String table(Map<String, Launch> launches, int rounds)
      throws IOException, InterruptedException {
    Map<String, List<Started>> measured = new LinkedHashMap<>();
    OtherWork others = OtherWork.begin();
    double own = 0;
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Launch> launch : launches.entrySet()) {
        Started started = launch.getValue().run();
        own += started.cpu();
        measured.computeIfAbsent(launch.getKey(), key -> new ArrayList<>()).add(started);
      }
    }
    StringBuilder text = new StringBuilder();
    text.append("| started | seconds | CPU seconds | times the CPU of `java -version` |\n");
    text.append("|---|---:|---:|---:|\n");
    double unit = cpu(measured.getOrDefault("java -version", List.of()));
    measured.forEach(
        (name, all) -> {
          double seconds = median(all.stream().map(Started::seconds).toList());
          text.append(
              String.format(
                  Locale.ROOT,
                  "| %s | %.2f | %.2f | %.1f |%n",
                  name,
                  seconds,
                  cpu(all),
                  cpu(all) / unit));
        });
    others
        .cores((long) (own * 1e9))
        .ifPresent(cores -> text.append(line(Runtime.version(), rounds, cores)));
    return text.toString();
  }

  private static String line(Runtime.Version version, int rounds, double cores) {
    return String.format(
        Locale.ROOT,
        "%nMedians of %d rounds on JDK %s; other work used %.2f cores (the end of services counts).%n",
        rounds,
        version,
        cores);
  }

  private static double cpu(List<Started> all) {
    return median(all.stream().map(Started::cpu).toList());
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
