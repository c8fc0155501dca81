package io.github.quotary.benchmarks.ingress;

import io.github.quotary.benchmarks.OtherWork;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Measures all candidates in turn. All of them run all the time; one has something to do. */
final class Rounds implements AutoCloseable {
  private final Bench bench;
  private final Plan plan;
  private final List<String> prefix;
  private final Path certificates;
  private final Map<Candidate, ProxyProcess> proxies = new EnumMap<>(Candidate.class);
  private final Figures figures = new Figures();

  Rounds(Bench bench, Plan plan, List<String> prefix, Path certificates) {
    this.bench = bench;
    this.plan = plan;
    this.prefix = prefix;
    this.certificates = certificates;
  }

  /** Starts the candidates, warms them up, and measures. */
  Figures run(int backend) throws IOException, InterruptedException {
    for (Candidate candidate : Candidate.values()) {
      ProxyProcess proxy = ProxyProcess.start(candidate, prefix, backend, certificates);
      proxies.put(candidate, proxy);
      bench.awaitService(proxy);
      if (candidate != Candidate.HAPROXY) {
        System.err.println(candidate + " warms up");
        bench.warmUp(proxy);
      }
    }
    for (int round = 1; round <= plan.rounds(); round++) {
      for (Map.Entry<Candidate, ProxyProcess> proxy : proxies.entrySet()) {
        turn(round, proxy.getKey(), proxy.getValue());
      }
    }
    return figures;
  }

  private void turn(int round, Candidate candidate, ProxyProcess proxy)
      throws IOException, InterruptedException {
    OtherWork others = OtherWork.begin();
    Duration cpuBefore = proxy.cpuTime();
    add(round, Measure.CONNECTIONS_TLS_1_3, candidate, bench.connections(proxy, Transport.TLS_1_3));
    add(round, Measure.CONNECTIONS_TLS_1_2, candidate, bench.connections(proxy, Transport.TLS_1_2));
    add(round, Measure.DOWNLOAD, candidate, bench.stream(proxy, Exchange.DOWNLOAD));
    add(round, Measure.UPLOAD, candidate, bench.stream(proxy, Exchange.UPLOAD));
    add(round, Measure.ADDED_LATENCY, candidate, bench.addedLatency(proxy));
    add(round, Measure.IDLE_MEMORY, candidate, bench.idleMemory(proxy));
    Bench.Start start = bench.start(candidate, prefix, certificates);
    add(round, Measure.START, candidate, start.sample());
    Duration ofChildren = proxy.cpuTime().minus(cpuBefore).plus(start.cpu());
    figures.addOtherCores(others.cores(ofChildren.toNanos()));
  }

  private void add(int round, Measure measure, Candidate candidate, Sample sample) {
    figures.add(measure, candidate, sample);
    System.err.printf(
        "round %d: %s, %s: %.3f (%.2f cores)%n",
        round, candidate, measure, sample.value(), sample.proxyCores());
  }

  @Override
  public void close() {
    proxies.values().forEach(ProxyProcess::close);
  }
}
