package io.github.quotary.spark.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Spark's standalone cluster on loopback: a master, and workers of one core each. Spark's folder is
 * one of links to the jars of this JVM's class path.
 */
final class StandaloneCluster implements AutoCloseable {
  private final Path home;
  private final List<Node> nodes = new ArrayList<>();
  private final String address;

  private StandaloneCluster(Path home, int workers) throws Exception {
    this.home = home;
    Path jars = Files.createDirectory(home.resolve("jars"));
    for (Path jar : classPath().stream().filter(Files::isRegularFile).toList()) {
      Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar.toAbsolutePath());
    }
    try {
      address =
          start(
                  "Starting Spark master at (spark://\\S+)",
                  "org.apache.spark.deploy.master.Master",
                  "--host",
                  "127.0.0.1",
                  "--port",
                  "0",
                  "--webui-port",
                  "0")
              .awaited();
      for (int i = 0; i < workers; i++) {
        worker(i);
      }
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /**
   * Starts one.
   *
   * @param home an empty folder
   */
  static StandaloneCluster of(Path home, int workers) throws Exception {
    return new StandaloneCluster(home, workers);
  }

  private void worker(int number) throws IOException {
    start(
        "(registered with master)",
        "org.apache.spark.deploy.worker.Worker",
        "--host",
        "127.0.0.1",
        "--cores",
        "1",
        "--memory",
        "4g",
        "--webui-port",
        "0",
        "--work-dir",
        home.resolve("work" + number).toString(),
        address);
  }

  /** Starts a JVM that is a part of the cluster, such as a driver; it ends with it. */
  Node start(String awaited, String... arguments) throws IOException {
    Node node = Node.start(home, awaited, arguments);
    nodes.add(node);
    return node;
  }

  /** The master's address. */
  String address() {
    return address;
  }

  /** The folders of this JVM's class path, which are not among Spark's jars. */
  static String folders() {
    return classPath().stream()
        .filter(Files::isDirectory)
        .map(each -> each.toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<Path> classPath() {
    return List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
        .map(Path::of)
        .toList();
  }

  /** The end of every process's output. */
  @Override
  public String toString() {
    return nodes.stream().map(Node::toString).collect(Collectors.joining("\n\n"));
  }

  /** Ends every process. */
  @Override
  public void close() {
    nodes.forEach(Node::close);
  }
}
