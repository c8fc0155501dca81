package io.github.quotary.benchmarks.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code quotary serve} as a process of its own, on loopback without TLS. */
final class ServiceProcess implements AutoCloseable {
  private static final double KIB = 1024;
  private static final int LOOKS = 6000;
  private static final int CONNECTIONS = 20_000;

  private final Process process;
  private final URI address;
  private final HttpClient client;
  private final byte[] quote;
  private final double startSeconds;

  private ServiceProcess(
      Process process, URI address, HttpClient client, byte[] quote, double startSeconds) {
    this.process = process;
    this.address = address;
    this.client = client;
    this.quote = quote;
    this.startSeconds = startSeconds;
  }

  /**
   * Starts it, and waits for its first verdict.
   *
   * @param command that starts the command {@code quotary}
   * @param engine as the option {@code --engine} names it
   */
  static ServiceProcess start(List<String> command, String engine, LastingHost host, Path folder)
      throws IOException, InterruptedException {
    int port = freePort();
    Path config =
        Files.writeString(
            folder.resolve("serve.json"),
            "{\"limits\": {\"connections\": %d, \"connectionsPerClient\": %d}}"
                .formatted(CONNECTIONS, CONNECTIONS));
    Path log = folder.resolve("serve-" + port + ".log");
    List<String> words = new ArrayList<>(command);
    words.addAll(
        List.of(
            "serve", "--engine", engine, "--any-td", "--config", config.toString(), "--listen"));
    words.addAll(
        List.of(
            "127.0.0.1:" + port,
            "--collateral",
            host.collateral().toString(),
            "--trust-anchor",
            host.root().toString()));
    HttpClient client = HttpClient.newHttpClient();
    byte[] quote = Files.readAllBytes(host.quote());
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    URI address = URI.create("http://127.0.0.1:" + port + "/v1/verify");
    for (int i = 0; i < LOOKS && process.isAlive(); i++) {
      if (isVerified(client, address, quote)) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new ServiceProcess(process, address, client, quote, seconds);
      }
      process.waitFor(10, TimeUnit.MILLISECONDS);
    }
    process.destroy();
    throw new IOException("The service does not answer: " + Files.readString(log));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isVerified(HttpClient client, URI address, byte[] quote)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .POST(HttpRequest.BodyPublishers.ofByteArray(quote))
            .timeout(Duration.ofSeconds(60))
            .build();
    try {
      HttpResponse<String> reply = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (reply.statusCode() == 200 && !reply.body().contains("\"verdict\":\"GENUINE\"")) {
        throw new IllegalStateException("Not the expected verdict: " + reply.body());
      }
      return reply.statusCode() == 200;
    } catch (IOException e) {
      return false; // It does not listen yet.
    }
  }

  /** Whether it gives a verdict now. */
  boolean isVerifying() throws InterruptedException {
    return isVerified(client, address, quote);
  }

  /** Where it verifies. */
  URI address() {
    return address;
  }

  /** From the start of the process to its first verdict. */
  double startSeconds() {
    return startSeconds;
  }

  /** The CPU time that it has used, in nanoseconds. */
  long cpuNanos() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  /** Its resident memory, in MiB. */
  double residentMib() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow()
          / KIB;
    }
  }

  /** How many files and sockets it has open. */
  long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
      return files.count();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
