package io.github.quotary.spark.cluster;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A JVM of the cluster, on the class path and with the options of this one. */
final class Node implements AutoCloseable {
  private static final int TAIL = 40;
  private static final int START_SECONDS = 180;

  private final Process process;
  private final List<String> tail = new ArrayList<>();
  private final CompletableFuture<String> found = new CompletableFuture<>();

  private Node(Process process, Pattern awaited) {
    this.process = process;
    Thread reader = new Thread(() -> read(awaited), "output of " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a main class.
   *
   * @param home the folder that Spark is in
   * @param awaited is looked for in the output; {@link #awaited} gives its first group
   */
  static Node start(Path home, String awaited, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Dlog4j2.configurationFile=log4j2-cluster.properties");
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(each -> each.startsWith("--add-") || each.startsWith("-XX:+Ignore"))
        .forEach(command::add);
    command.add("-Djdk.reflect.useDirectMethodHandle=false");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Lifeline.class.getName());
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(new File(home.toString()));
    builder
        .environment()
        .putAll(
            Map.of(
                "SPARK_HOME",
                home.toString(),
                "SPARK_SCALA_VERSION",
                "2.13",
                "SPARK_LOCAL_IP",
                "127.0.0.1",
                "JAVA_HOME",
                System.getProperty("java.home")));
    return new Node(builder.start(), Pattern.compile(awaited));
  }

  private void read(Pattern awaited) {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        Matcher matcher = awaited.matcher(line);
        if (matcher.find()) {
          found.complete(matcher.group(1));
        }
        synchronized (tail) {
          tail.add(line);
          if (tail.size() > TAIL) {
            tail.remove(0);
          }
        }
      }
    } catch (IOException e) {
      found.completeExceptionally(e);
    }
    found.completeExceptionally(new IllegalStateException("It ended: " + this));
  }

  /** What the output was to have. */
  String awaited() throws Exception {
    return awaited(START_SECONDS);
  }

  /** The same, with so much patience. */
  String awaited(long seconds) throws Exception {
    try {
      return found.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("It did not tell: " + this, e);
    }
  }

  /** Waits for its end, and gives the exit code. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("It did not end: " + this);
    }
    return process.exitValue();
  }

  /** Ends it and what it started. */
  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(process.toHandle().descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().join());
  }

  /** The end of its output. */
  @Override
  public String toString() {
    synchronized (tail) {
      return String.join("\n", tail);
    }
  }
}
