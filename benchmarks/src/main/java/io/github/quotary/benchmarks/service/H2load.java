package io.github.quotary.benchmarks.service;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The load generator of nghttp2: one thread, HTTP/2 without TLS, connections that stay open. */
final class H2load {
  private final Path program;
  private final Path quote;
  private final Path log;

  /**
   * A program that sends one quote over and over.
   *
   * @param folder for its log
   */
  H2load(Path program, Path quote, Path folder) {
    this.program = program;
    this.quote = quote;
    log = folder.resolve("h2load.log");
  }

  /** The program, if it is installed. */
  static Optional<Path> program() {
    return Stream.of("/usr/bin/h2load", "/usr/local/bin/h2load")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Answers to a load.
   *
   * @param verdicts answers with 200
   * @param refused answers with 429
   * @param others any other answer, or none
   * @param seconds from the first request to the last answer
   * @param p50Millis the median of the answers with 200, from the request
   * @param p99Millis 99 % of them were not slower
   */
  record Load(
      int verdicts, int refused, int others, double seconds, double p50Millis, double p99Millis) {
    double perSecond() {
      return verdicts / seconds;
    }
  }

  /** Sends requests as fast as they are answered. */
  Load closed(URI address, int requests, int connections, int streams)
      throws IOException, InterruptedException {
    return run(address, List.of("-n", "" + requests, "-c", "" + connections, "-m", "" + streams));
  }

  /**
   * Sends requests at a steady rate, however fast they are answered. Connections begin one after
   * the other, so that their clocks do not tick together.
   */
  Load steady(URI address, double perSecond, double seconds, int connections)
      throws IOException, InterruptedException {
    int requests = (int) (perSecond * seconds);
    String each = Double.toString(perSecond / connections);
    return run(
        address,
        List.of(
            "-n",
            "" + requests,
            "-c",
            "" + connections,
            "-m",
            "16",
            "-r",
            "1",
            "--rate-period=3ms",
            "--rps=" + each));
  }

  private Load run(URI address, List<String> options) throws IOException, InterruptedException {
    Files.deleteIfExists(log);
    List<String> command = new ArrayList<>(List.of(program.toString(), "-t", "1"));
    command.addAll(options);
    command.addAll(List.of("-d", quote.toString(), "--log-file=" + log));
    command.addAll(List.of("-H", "content-type: application/octet-stream", address.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("h2load failed: " + said);
    }
    return read(log);
  }

  /** Reads a log: start in microseconds, status, and duration in microseconds, a line each. */
  static Load read(Path log) throws IOException {
    List<Integer> micros = new ArrayList<>();
    int refused = 0;
    int others = 0;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (String line : Files.readAllLines(log)) {
      String[] columns = line.split("\t", -1);
      long start = Long.parseLong(columns[0]);
      int status = Integer.parseInt(columns[1]);
      int duration = Integer.parseInt(columns[2]);
      first = Math.min(first, start);
      last = Math.max(last, start + duration);
      if (status == 200) {
        micros.add(duration);
      } else if (status == 429) {
        refused++;
      } else {
        others++;
      }
    }
    micros.sort(null);
    return new Load(
        micros.size(),
        refused,
        others,
        Math.max(1, last - first) / 1e6,
        millis(micros, 0.5),
        millis(micros, 0.99));
  }

  private static double millis(List<Integer> micros, double share) {
    return micros.isEmpty() ? Double.NaN : micros.get((int) (share * (micros.size() - 1))) / 1e3;
  }
}
