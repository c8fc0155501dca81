package io.github.quotary.benchmarks.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.benchmarks.Fleet;
import io.github.quotary.benchmarks.Machine;
import io.github.quotary.benchmarks.Main;
import io.github.quotary.benchmarks.OtherWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Measures {@code quotary serve} under load, beside the batch of the plain Java engine, and writes
 * the result beside those of JMH.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar io.github.quotary.benchmarks.service.ServiceLoad
 * </pre>
 *
 * <p>{@code -Dservice.rounds}, {@code -Dservice.minutes} (of the steady load after which memory is
 * compared; 0 leaves it out), {@code -Dservice.idle} (connections) and {@code -Dservice.command}
 * (words that start the command) change what is measured.
 */
public final class ServiceLoad {
  /** Connections of the load, as of many clients that ask one thing at a time. */
  static final int CONNECTIONS = 64;

  /** Requests at a time on each connection, as of a gateway that sends those of many clients. */
  static final int STREAMS = 10;

  private static final int HOSTS = 64;
  private static final int ROUNDS_TO_SETTLE = 3;
  private static final int REQUESTS = 100_000;
  private static final int WARM_UP = 600_000;
  private static final int OVERLOAD_STREAMS = 160;
  private static final int OVERLOAD_REQUESTS = 200_000;
  private static final double HALF_SECONDS = 10;
  private static final int SLICE_SECONDS = 15;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Samples samples = new Samples();
  private final LastingHost host;
  private final H2load load;
  private final Path folder;

  private ServiceLoad(Path program, Path folder) throws IOException {
    this.folder = folder;
    host = LastingHost.write(folder);
    load = new H2load(program, host.quote(), folder);
  }

  /** Measures all, and writes the result. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path program = H2load.program().orElse(null);
    if (program == null) {
      System.err.println("h2load is not installed; on Debian: apt-get install nghttp2-client");
      System.exit(1);
      return;
    }
    Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    ServiceLoad measured = new ServiceLoad(program, Files.createTempDirectory("service-load"));
    measured.run(
        Integer.getInteger("service.rounds", 5),
        Integer.getInteger("service.minutes", 0),
        Integer.getInteger("service.idle", 10_000));
    System.out.println("Result saved in " + measured.write(begun));
    System.exit(0);
  }

  private static List<String> command() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String words =
        System.getProperty("service.command", java + " -jar java/cli/target/quotary.jar");
    return List.of(words.split(" ", -1));
  }

  private void run(int rounds, int minutes, int idle) throws IOException, InterruptedException {
    try (ServiceProcess plain = start("java");
        ServiceProcess best = start("auto")) {
      Fleet fleet = Fleet.of(HOSTS, 4);
      BatchRow batch = new BatchRow(fleet, HOSTS);
      BatchRow same = new BatchRow(fleet, 1);
      for (int i = 0; i < ROUNDS_TO_SETTLE; i++) {
        batch.micros();
        same.micros();
      }
      for (int round = 0; round < rounds; round++) {
        OtherWork others = OtherWork.begin();
        samples.add("batch.micros", batch.micros());
        samples.add("batch.allCores.micros", batch.microsOnAllCores());
        samples.add("same.micros", same.micros());
        samples.add("batch.otherCores", others.cores(0).orElse(0));
        load(plain, "java", 1);
        load(best, "auto", 1);
        load(plain, "java.multiplexed", STREAMS);
        load(best, "auto.multiplexed", STREAMS);
      }
      for (int round = 0; round < rounds; round++) {
        half(plain);
      }
      overload(plain);
      if (minutes > 0) {
        steady(plain, minutes);
      }
      idle(plain, idle);
    }
  }

  /** Starts a service and warms it up. */
  private ServiceProcess start(String engine) throws IOException, InterruptedException {
    ServiceProcess service = ServiceProcess.start(command(), engine, host, folder);
    samples.add(engine + ".startSeconds", service.startSeconds());
    load.closed(service.address(), WARM_UP, CONNECTIONS, 1);
    return service;
  }

  private void load(ServiceProcess service, String name, int streams)
      throws IOException, InterruptedException {
    long before = service.cpuNanos();
    H2load.Load answers = load.closed(service.address(), REQUESTS, CONNECTIONS, streams);
    requireVerdicts(answers);
    samples.add(name + ".micros", (service.cpuNanos() - before) / 1e3 / REQUESTS);
    samples.add(name + ".perSecond", answers.perSecond());
  }

  private static void requireVerdicts(H2load.Load answers) {
    if (answers.refused() + answers.others() > 0) {
      throw new IllegalStateException("Not all were answered: " + answers);
    }
  }

  /** Latency at half the load. */
  private void half(ServiceProcess service) throws IOException, InterruptedException {
    H2load.Load answers =
        load.steady(
            service.address(), samples.median("java.perSecond") / 2, HALF_SECONDS, CONNECTIONS);
    requireVerdicts(answers);
    samples.add("half.p50Millis", answers.p50Millis());
    samples.add("half.p99Millis", answers.p99Millis());
  }

  /** Ten times more requests at a time than the queue takes, and what comes after. */
  private void overload(ServiceProcess service) throws IOException, InterruptedException {
    H2load.Load answers =
        load.closed(service.address(), OVERLOAD_REQUESTS, CONNECTIONS, OVERLOAD_STREAMS);
    long end = System.nanoTime();
    while (!service.isVerifying()) {
      Thread.onSpinWait();
    }
    samples.add("overload.recoverySeconds", (System.nanoTime() - end) / 1e9);
    samples.add("overload.verdicts", answers.verdicts());
    samples.add("overload.refused", answers.refused());
    samples.add("overload.others", answers.others());
  }

  /** Memory while half the load goes on. */
  private void steady(ServiceProcess service, int minutes)
      throws IOException, InterruptedException {
    double perSecond = samples.median("java.perSecond") / 2;
    for (int second = 0; second < 60 * minutes; second += SLICE_SECONDS) {
      requireVerdicts(load.steady(service.address(), perSecond, SLICE_SECONDS, CONNECTIONS));
      samples.add("steady.residentMib", service.residentMib());
      samples.add("steady.openFiles", (double) service.openFiles());
    }
  }

  /** Memory of many connections, beside which others are answered. */
  private void idle(ServiceProcess service, int count) throws IOException, InterruptedException {
    double before = service.residentMib();
    try (IdleConnections open = IdleConnections.open(service.address(), count)) {
      requireVerdicts(load.closed(service.address(), REQUESTS, CONNECTIONS, 1));
      samples.add("idle.residentMib", service.residentMib());
      samples.add("idle.residentMibBefore", before);
      samples.add("idle.connections", open.count());
    }
  }

  private Path write(Instant begun) throws IOException {
    Machine machine = Machine.here();
    ObjectNode root = JSON.createObjectNode();
    root.put("kind", "service");
    root.put("cpu", machine.cpu());
    root.put("cores", machine.cores());
    root.put("os", machine.os());
    root.put("jdk", System.getProperty("java.version"));
    root.put("begun", begun.toString());
    root.put("connections", CONNECTIONS);
    root.put("multiplexedStreams", STREAMS);
    root.put("requests", REQUESTS);
    root.put("overloadStreams", OVERLOAD_STREAMS);
    samples.addTo(root.putObject("samples"));
    String file =
        LocalDate.ofInstant(begun, ZoneOffset.UTC)
            + "-"
            + Machine.slug(machine.cpu())
            + "-service-jdk"
            + Runtime.version().feature()
            + ".json";
    return Files.writeString(Main.folder().resolve(file), JSON.writeValueAsString(root) + '\n');
  }
}
