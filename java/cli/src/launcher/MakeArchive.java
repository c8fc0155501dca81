import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes the class archive with which the launcher starts the command faster: runs the commonest
 * commands, and has the JVM archive the classes that they loaded, beside the jar. An archive fits
 * one JVM, and one jar in its place. Whoever installs the jar elsewhere can make it again there:
 *
 * <pre>java MakeArchive.java JAR [JAVA_HOME...]</pre>
 *
 * <p>Nothing depends on an archive, so what prevents one is told in a line, and is not an error.
 */
final class MakeArchive {
  private static final Duration MOST = Duration.ofSeconds(60);

  private final Path jar;
  private final Path home;
  private final Path work;
  private final Path archive;

  private MakeArchive(Path jar, Path home, Path work) throws IOException {
    this.jar = jar;
    this.home = home;
    this.work = work;
    this.archive = jar.resolveSibling("quotary-" + version(home) + ".jsa");
  }

  public static void main(String[] args) throws IOException {
    Set<String> homes = new LinkedHashSet<>(List.of(args).subList(1, args.length));
    if (homes.isEmpty()) {
      homes.add(System.getProperty("java.home"));
    }
    for (String home : homes) {
      Path work = Files.createTempDirectory("quotary-archive");
      try {
        Path jar = Path.of(args[0]).toRealPath();
        new MakeArchive(jar, Path.of(home).toRealPath(), work).make();
      } catch (IOException | ExecutionException | RuntimeException e) {
        String why = String.valueOf(e.getCause() == null ? e : e.getCause()).lines().findFirst().orElse("");
        System.out.println("No class archive for " + home + ", so the launcher is slower: " + why);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        delete(work);
      }
    }
  }

  /** What the launcher reads, too. */
  private static String version(Path home) throws IOException {
    Properties release = new Properties();
    try (BufferedReader in = Files.newBufferedReader(home.resolve("release"))) {
      release.load(in);
    }
    String version = release.getProperty("JAVA_RUNTIME_VERSION", "").replace("\"", "");
    if (version.isEmpty()) {
      throw new IOException(home.resolve("release") + " does not tell the version");
    }
    return version;
  }

  private void make() throws IOException, InterruptedException, ExecutionException {
    long start = System.nanoTime();
    Path of = Path.of(archive + ".of");
    Files.deleteIfExists(of);
    Files.deleteIfExists(archive);
    Path list = work.resolve("classes");
    Files.write(list, classes(record()));
    Path made = work.resolve("made.jsa");
    // Later JVMs can archive links between classes, too.
    List<String> dump =
        List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+AOTClassLinking",
            "-Xshare:dump",
            "-XX:SharedClassListFile=" + list,
            "-XX:SharedArchiveFile=" + made,
            "-cp",
            jar.toString());
    end(start("dump", dump), 0);
    if (!Files.isRegularFile(made)) {
      throw new IOException("the JVM wrote none");
    }
    Files.copy(made, archive);
    Files.write(of, List.of(jar.toString(), home.toString()));
    System.out.printf(
        "Made %s (%d MB, %.0f s)%n",
        archive, Files.size(archive) >> 20, (System.nanoTime() - start) / 1e9);
  }

  /** Runs commands; the lists of classes that they loaded. */
  private List<Path> record() throws InterruptedException, ExecutionException, IOException {
    Path vector = work.resolve("vector");
    run("simulate", 0, "simulate", "--out", vector.toString());
    String quote = vector.resolve("quote.bin").toString();
    String collateral = vector.resolve("collateral.json").toString();
    String root = vector.resolve("root.pem").toString();
    String[] given = {"--collateral", collateral, "--trust-anchor", root};
    List<Callable<Void>> runs = new ArrayList<>();
    runs.add(() -> serve(vector, given));
    runs.add(
        () -> {
          run("version", 0, "--version");
          run("verify", 0, "verify", "--vector", vector.toString());
          run("inspect", 0, "inspect", quote);
          List<String> batch = new ArrayList<>(List.of("batch", quote, "--any-td"));
          batch.addAll(List.of("--at", "2026-06-15"));
          batch.addAll(List.of(given));
          run("batch", 0, batch.toArray(String[]::new));
          return null;
        });
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<Void> done : threads.invokeAll(runs)) {
        done.get();
      }
    } finally {
      threads.shutdown();
    }
    try (Stream<Path> files = Files.list(work)) {
      return files.filter(file -> file.toString().endsWith(".list")).sorted().toList();
    }
  }

  private Void run(String name, int code, String... command)
      throws IOException, InterruptedException {
    end(start(name, recording(name, command)), code);
    return null;
  }

  private List<String> recording(String name, String... command) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    all.add("-XX:DumpLoadedClassList=" + work.resolve(name + ".list"));
    all.addAll(List.of("-jar", jar.toString()));
    all.addAll(List.of(command));
    return all;
  }

  /** Starts a JVM; what it writes goes into a file. */
  private Process start(String name, List<String> arguments) throws IOException {
    List<String> all = new ArrayList<>();
    all.add(home.resolve("bin/java").toString());
    all.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    return builder
        .directory(work.toFile())
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(work.resolve(name + ".out").toFile())
        .redirectErrorStream(true)
        .start();
  }

  private static void end(Process process, int code) throws IOException, InterruptedException {
    String command = process.info().commandLine().orElse("java");
    if (!process.waitFor(MOST.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("no end within " + MOST.toSeconds() + " s: " + command);
    }
    if (process.exitValue() != code) {
      throw new IOException("exit code " + process.exitValue() + ": " + command);
    }
  }

  /** Runs a service until it has answered a few requests. */
  private Void serve(Path vector, String... given) throws IOException, InterruptedException {
    Path settings = Files.writeString(work.resolve("serve.json"), "{\"allow\": {\"at\": true}}");
    List<String> command =
        new ArrayList<>(List.of("serve", "--listen", "127.0.0.1:0", "--any-td", "--config"));
    command.add(settings.toString());
    command.addAll(List.of(given));
    Process process = start("serve", recording("serve", command.toArray(String[]::new)));
    try {
      String base = address(process);
      byte[] quote = Files.readAllBytes(vector.resolve("quote.bin"));
      String text = Base64.getEncoder().encodeToString(quote);
      String envelope = "{\"input\": \"" + text + "\", \"at\": \"2026-06-15\"}";
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      HttpRequest.Builder verify = HttpRequest.newBuilder(URI.create(base + "/v1/verify"));
      byte[] enveloped = envelope.getBytes(StandardCharsets.UTF_8);
      for (byte[] body : List.of(quote, enveloped, enveloped)) {
        ask(client, verify.copy().POST(HttpRequest.BodyPublishers.ofByteArray(body)));
      }
      for (String path : List.of("/healthz", "/readyz", "/metrics", "/v1/collateral")) {
        ask(client, HttpRequest.newBuilder(URI.create(base + path)));
      }
      HttpClient later = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
      ask(later, verify.copy().POST(HttpRequest.BodyPublishers.ofByteArray(quote)));
    } finally {
      process.destroy();
    }
    end(process, 128 + 15);
    return null;
  }

  private static void ask(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request.timeout(MOST).build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(answer.statusCode() + " of " + answer.uri() + ": " + answer.body());
    }
  }

  private String address(Process process) throws IOException, InterruptedException {
    long last = System.nanoTime() + MOST.toNanos();
    while (process.isAlive() && System.nanoTime() < last) {
      String told = Files.readString(work.resolve("serve.out"));
      int at = told.indexOf("http://");
      if (at >= 0 && told.indexOf('\n', at) > 0) {
        return told.substring(at, told.indexOf('\n', at)).strip();
      }
      Thread.sleep(20);
    }
    throw new IOException("the service did not start: " + Files.readString(work.resolve("serve.out")));
  }

  /** The classes of all lists, without the numbers that are of one list only. */
  private static Set<String> classes(List<Path> lists) throws IOException {
    Set<String> classes = new LinkedHashSet<>();
    Set<String> pools = new LinkedHashSet<>();
    for (Path list : lists) {
      for (String line : Files.readAllLines(list)) {
        if (line.startsWith("#") || line.contains(" source: ")) {
          continue;
        }
        (line.startsWith("@cp ") ? pools : classes).add(line.replaceFirst(" id: \\d+$", ""));
      }
    }
    classes.addAll(pools); // after the classes that they are of
    return classes;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
