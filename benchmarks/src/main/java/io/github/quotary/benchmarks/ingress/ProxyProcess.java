package io.github.quotary.benchmarks.ingress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A candidate that runs as a process of its own. */
final class ProxyProcess implements AutoCloseable {
  /** The flags of Java that ours is started with. */
  static final List<String> JAVA_FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx80m",
          "-XX:MaxDirectMemorySize=128m",
          "-Dio.netty.jfr.enabled=false",
          "-Djdk.tls.rejectClientInitiatedRenegotiation=true");

  private static final double KIB = 1024;

  private final Process process;
  private final int port;
  private final Path log;

  private ProxyProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /**
   * Starts a candidate; it need not listen yet.
   *
   * @param prefix words before its command, such as {@code taskset -c 0}
   * @param folder with {@link Credentials}, the only file in it; configuration and log go beside it
   */
  static ProxyProcess start(Candidate candidate, List<String> prefix, int backend, Path folder)
      throws IOException {
    int port = freePort();
    Path parent = folder.resolveSibling("");
    Path log = parent.resolve(candidate + "-" + port + ".log");
    List<String> command = new ArrayList<>(prefix);
    if (candidate == Candidate.HAPROXY) {
      Path configuration = parent.resolve("haproxy-" + port + ".cfg");
      Files.writeString(configuration, Haproxy.configuration(port, backend, folder));
      command.addAll(
          List.of(
              Haproxy.program().orElseThrow().toString(), "-db", "-f", configuration.toString()));
    } else {
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(JAVA_FLAGS);
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(List.of(ProxyMain.class.getName(), candidate.name()));
      command.addAll(List.of(String.valueOf(port), String.valueOf(backend), folder.toString()));
    }
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    return new ProxyProcess(process, port, log);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  /** Fails with what it said if it does not run. */
  void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IOException(
          "A proxy ended with exit code " + process.exitValue() + ": " + Files.readString(log));
    }
  }

  /** The CPU time that it has used. */
  Duration cpuTime() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
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

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
