package io.github.quotary.benchmarks.start;

import java.io.IOException;
import java.net.ConnectException;
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

/**
 * A process that was measured.
 *
 * @param seconds until it ended, or until a service gave its first verdict
 * @param cpu seconds of CPU time until then
 */
record Started(double seconds, double cpu) {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The unit of the file is a hundredth of a second, whatever the kernel's own clock. */
  private static final double TICK = 0.01;

  /** In the file's order, without the name of the process and what stands before it. */
  private static final int CHILDREN_USER = 13;

  /** Runs a command until it ends. */
  static Started command(List<String> command) throws IOException, InterruptedException {
    double before = cpuOfEndedChildren();
    long begun = System.nanoTime();
    Process process = start(command);
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("no end in time: " + command);
    }
    double seconds = (System.nanoTime() - begun) / NANOS;
    if (process.exitValue() != 0) {
      throw new IOException("exit code " + process.exitValue() + ": " + command);
    }
    return new Started(seconds, cpuOfEndedChildren() - before);
  }

  /**
   * Runs a service until it has answered.
   *
   * @param command lacks where to listen
   * @param body of a request that asks for a verdict
   */
  static Started service(List<String> command, byte[] body)
      throws IOException, InterruptedException {
    String address = "127.0.0.1:" + freePort();
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of("--listen", address));
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + "/v1/verify"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .timeout(LIMIT)
            .build();
    long begun = System.nanoTime();
    Process process = start(all);
    try {
      HttpResponse<String> answer = answer(client, request, process, begun);
      double seconds = (System.nanoTime() - begun) / NANOS;
      if (answer.statusCode() != 200 || !answer.body().contains("\"trusted\":true")) {
        throw new IOException(answer.statusCode() + ": " + answer.body());
      }
      Duration cpu = process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
      return new Started(seconds, cpu.toNanos() / NANOS);
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static HttpResponse<String> answer(
      HttpClient client, HttpRequest request, Process process, long begun)
      throws IOException, InterruptedException {
    while (process.isAlive() && System.nanoTime() - begun < LIMIT.toNanos()) {
      try {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
      } catch (ConnectException e) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
    }
    throw new IOException("no service: " + process.info().commandLine().orElse(""));
  }

  private static Process start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home")); // for the launcher
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Known where there is {@code /proc}. */
  private static double cpuOfEndedChildren() throws IOException {
    String line = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_USER + 1]))
        * TICK;
  }
}
