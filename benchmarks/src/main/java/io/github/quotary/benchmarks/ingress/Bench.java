package io.github.quotary.benchmarks.ingress;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/** Takes one figure after the other. Backend and clients run in this process. */
final class Bench {
  private static final double MIB = 1024 * 1024;
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration REST = Duration.ofSeconds(1);

  private final Backend backend;
  private final Clients clients;
  private final Plan plan;

  Bench(Backend backend, Clients clients, Plan plan) {
    this.backend = backend;
    this.clients = clients;
    this.plan = plan;
  }

  /** Lets a proxy do all that will be measured. */
  void warmUp(ProxyProcess proxy) throws IOException, InterruptedException {
    Plan warm = new Plan(plan.rounds(), plan.warmUp(), Duration.ZERO, plan.warmUp(), plan.idle());
    Bench bench = new Bench(backend, clients, warm);
    bench.connections(proxy, Transport.TLS_1_3);
    bench.connections(proxy, Transport.TLS_1_2);
    bench.stream(proxy, Exchange.DOWNLOAD);
    bench.stream(proxy, Exchange.UPLOAD);
    bench.addedLatency(proxy);
  }

  /** New connections per second. */
  Sample connections(ProxyProcess proxy, Transport transport)
      throws IOException, InterruptedException {
    try (NewConnections load =
        NewConnections.begin(clients, transport, proxy.port(), Plan.CONCURRENT)) {
      return rate(proxy, load, load::answers);
    }
  }

  /** MiB per second in one direction. */
  Sample stream(ProxyProcess proxy, byte direction) throws IOException, InterruptedException {
    try (Streams load =
        Streams.begin(clients, Transport.TLS_1_3, proxy.port(), direction, Plan.STREAMS)) {
      boolean isUpload = direction == Exchange.UPLOAD;
      return rate(proxy, load, () -> (isUpload ? backend.swallowed() : load.bytes()) / MIB);
    }
  }

  private Sample rate(ProxyProcess proxy, Load load, DoubleSupplier done)
      throws IOException, InterruptedException {
    pause(plan.settle());
    double doneBefore = done.getAsDouble();
    long cpuBefore = proxy.cpuTime().toNanos();
    long begun = System.nanoTime();
    pause(plan.time(), load, () -> done.getAsDouble() > doneBefore);
    double doneNow = done.getAsDouble() - doneBefore;
    double cpu = proxy.cpuTime().toNanos() - cpuBefore;
    double nanos = System.nanoTime() - begun;
    load.requireSound();
    proxy.requireAlive();
    return new Sample(doneNow * TimeUnit.SECONDS.toNanos(1) / nanos, cpu / nanos);
  }

  /** Microseconds, the median through the proxy less the median without it. */
  Sample addedLatency(ProxyProcess proxy) throws IOException, InterruptedException {
    double without = latency(Transport.PLAIN, backend.port());
    double with = latency(Transport.TLS_1_3, proxy.port());
    return new Sample((with - without) / TimeUnit.MICROSECONDS.toNanos(1), 0);
  }

  private double latency(Transport transport, int port) throws IOException, InterruptedException {
    try (Turns load = Turns.begin(clients, transport, port, Plan.TURNS)) {
      pause(plan.settle());
      int from = load.answers();
      pause(plan.time().dividedBy(2), load, () -> load.answers() > from);
      load.requireSound();
      return load.median(from);
    }
  }

  /** MiB. */
  Sample idleMemory(ProxyProcess proxy) throws IOException, InterruptedException {
    try (KeptConnections load =
        KeptConnections.open(clients, Transport.TLS_1_3, proxy.port(), plan.idle())) {
      pause(REST);
      load.requireSound();
      return new Sample(proxy.residentMib(), 0);
    }
  }

  /** Seconds, and the CPU time that the process took. */
  Start start(Candidate candidate, List<String> prefix, Path certificates)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    try (ProxyProcess proxy = ProxyProcess.start(candidate, prefix, backend.port(), certificates)) {
      awaitService(proxy);
      long nanos = System.nanoTime() - begun;
      Duration cpu = proxy.cpuTime();
      double seconds = nanos / (double) TimeUnit.SECONDS.toNanos(1);
      return new Start(new Sample(seconds, cpu.toNanos() / (double) nanos), cpu);
    }
  }

  /** A start. */
  record Start(Sample sample, Duration cpu) {}

  /** Waits until a proxy answers. */
  void awaitService(ProxyProcess proxy) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < LIMIT.toNanos()) {
      proxy.requireAlive();
      try {
        KeptConnections.open(clients, Transport.TLS_1_3, proxy.port(), 1).close();
        return;
      } catch (IOException e) {
        pause(Duration.ofMillis(2));
      }
    }
    throw new IOException("A proxy did not serve in time");
  }

  /** Waits for this long, and on until something was done. */
  private static void pause(Duration time, Load load, BooleanSupplier isSomethingDone)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    do {
      pause(time);
      load.requireSound();
    } while (!isSomethingDone.getAsBoolean() && System.nanoTime() - begun < LIMIT.toNanos());
  }

  private static void pause(Duration time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }
}
