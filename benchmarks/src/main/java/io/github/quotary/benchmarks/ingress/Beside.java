package io.github.quotary.benchmarks.ingress;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.benchmarks.Machine;
import io.github.quotary.benchmarks.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures the TLS proxy of the ingress beside HAProxy, and writes the result beside those of JMH.
 *
 * <pre>
 * taskset -c 1 java -Dproxy.cores=0 -cp benchmarks/target/benchmarks.jar \
 *   io.github.quotary.benchmarks.ingress.Beside
 * </pre>
 *
 * <p>An argument sets the number of rounds. Clients and backend run in this process, on other cores
 * than the proxies if {@code taskset} and {@code proxy.cores} say so.
 */
public final class Beside {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Beside() {}

  /** Measures all, and writes the result. */
  public static void main(String[] args)
      throws IOException, GeneralSecurityException, InterruptedException {
    if (Haproxy.program().isEmpty()) {
      System.err.println("HAProxy is not installed; on Debian: apt-get install haproxy");
      System.exit(1);
    }
    Plan plan = args.length == 0 ? Plan.USUAL : Plan.USUAL.withRounds(Integer.parseInt(args[0]));
    Path written = measure(plan, System.getProperty("proxy.cores", ""), Main.folder());
    System.out.println("Result saved in " + written);
  }

  /**
   * Measures, and writes the result.
   *
   * @param proxyCores a list for {@code taskset}; empty: any core
   * @return the file
   */
  static Path measure(Plan plan, String proxyCores, Path results)
      throws IOException, GeneralSecurityException, InterruptedException {
    Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Path folder = Files.createTempDirectory("beside");
    try (Backend backend = new Backend()) {
      Path certificates = Files.createDirectory(folder.resolve("certificates"));
      Credentials.write(certificates);
      List<String> prefix = proxyCores.isEmpty() ? List.of() : List.of("taskset", "-c", proxyCores);
      try (Clients clients = new Clients(Credentials.read(certificates).chain().get(0));
          Rounds rounds =
              new Rounds(new Bench(backend, clients, plan), plan, prefix, certificates)) {
        Figures figures = rounds.run(backend.port());
        return write(begun, plan, proxyCores, figures, results);
      }
    } finally {
      delete(folder);
    }
  }

  private static Path write(
      Instant begun, Plan plan, String proxyCores, Figures figures, Path results)
      throws IOException, InterruptedException {
    Machine machine = Machine.here();
    ObjectNode root = JSON.createObjectNode();
    root.put("kind", "ingress");
    root.put("cpu", machine.cpu());
    root.put("os", machine.os());
    root.put("jdk", System.getProperty("java.version"));
    root.put(
        "vm", System.getProperty("java.vm.name") + ' ' + System.getProperty("java.vm.version"));
    root.put("javaFlags", String.join(" ", ProxyProcess.JAVA_FLAGS));
    root.put("haproxy", haproxyVersion());
    root.put("begun", begun.toString());
    root.put("proxyCores", proxyCores);
    root.put("clientCores", ownCores());
    root.put("rounds", plan.rounds());
    root.put("secondsPerSample", plan.time().toMillis() / 1e3);
    root.put("concurrentClients", Plan.CONCURRENT);
    root.put("streams", Plan.STREAMS);
    root.put("turns", Plan.TURNS);
    root.put("idleConnections", plan.idle());
    root.setAll(figures.json(JSON));
    String file =
        LocalDate.ofInstant(begun, ZoneOffset.UTC)
            + "-"
            + Machine.slug(machine.cpu())
            + "-ingress-jdk"
            + Runtime.version().feature()
            + ".json";
    return Files.writeString(results.resolve(file), JSON.writeValueAsString(root) + '\n');
  }

  /** Such as {@code 2.6.12-1+deb12u3}. */
  private static String haproxyVersion() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(Haproxy.program().orElseThrow().toString(), "-v")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.replaceFirst("(?s)^HAProxy version (\\S+).*", "$1");
  }

  /** The cores that this process may use. */
  private static String ownCores() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("Cpus_allowed_list:"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("");
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
