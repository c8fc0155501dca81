package io.github.quotary.simulator.pcs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.write.KeyRing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Intel's provisioning certification service, or a caching one, on a port of the loopback
 * interface: it answers from the simulator, with faults on demand. Thread-safe.
 *
 * <pre>{@code
 * try (FakePcs pcs = FakePcs.seeded(1).platform(Scenario.upToDate()).start()) {
 *   client(pcs.base()) ...
 *   pcs.fault(PcsService.TCB_INFO, PcsFault.Content.WRONG_SIGNATURE);
 * }
 * }</pre>
 */
public final class FakePcs implements AutoCloseable {
  private final PcsCatalogue catalogue;
  private final PcsDialect dialect;
  private final PcsDocuments documents;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(FakePcs::daemon);
  private final ConcurrentLinkedQueue<PcsRequest> requests = new ConcurrentLinkedQueue<>();
  private final Map<PcsService, ArmedFault> faults = new EnumMap<>(PcsService.class);
  private final CountDownLatch closed = new CountDownLatch(1);

  private FakePcs(Builder builder) throws IOException {
    catalogue = builder.catalogue;
    dialect = builder.dialect;
    documents = new PcsDocuments(catalogue, dialect, new KeyRing(builder.seed));
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), builder.port), 1024);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** A service whose PKI has the key pairs of this seed, as {@link Simulator#seeded} has. */
  public static Builder seeded(long seed) {
    return new Builder(seed);
  }

  /** Where it listens, such as {@code http://127.0.0.1:40123}. */
  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The evidence of a scenario, made with this service's keys. */
  public Evidence evidence(Scenario scenario) {
    return catalogue.evidence(scenario);
  }

  /** From now on answers about this scenario's platform come from this scenario. */
  public void publish(Scenario scenario) {
    catalogue.addStandard(scenario);
  }

  /** From now on no platform is known. */
  public void forgetPlatforms() {
    catalogue.clear();
  }

  /** From now on every answer of a service has this fault. */
  public void fault(PcsService service, PcsFault fault) {
    fault(service, fault, Integer.MAX_VALUE);
  }

  /** The next answers of a service have this fault; those after them are right again. */
  public void fault(PcsService service, PcsFault fault, int times) {
    synchronized (faults) {
      faults.put(service, new ArmedFault(fault, times));
    }
  }

  /** From now on every answer of every service has this fault. */
  public void faultEverywhere(PcsFault fault) {
    for (PcsService service : PcsService.values()) {
      fault(service, fault);
    }
  }

  /** From now on every answer is right. */
  public void heal() {
    synchronized (faults) {
      faults.clear();
    }
  }

  /** All requests so far, in the order of their arrival. */
  public List<PcsRequest> requests() {
    return List.copyOf(requests);
  }

  /** Number of requests for a service so far. */
  public int count(PcsService service) {
    return (int) requests.stream().filter(request -> request.service() == service).count();
  }

  /** Forgets the requests so far. */
  public void forgetRequests() {
    requests.clear();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    PcsRequest request = PcsRequest.of(exchange.getRequestURI(), dialect);
    requests.add(request);
    try (PcsExchange out = new PcsExchange(exchange, closed)) {
      PcsFault fault = nextFault(request.service());
      Optional<Scenario> found = catalogue.find(request);
      if (found.isEmpty()) {
        out.send(PcsReply.error(404), fault, null);
        return;
      }
      Scenario scenario =
          fault instanceof PcsFault.Content content
              ? PcsContentFaults.apply(content, found.get())
              : found.get();
      out.send(documents.reply(request, scenario), fault, dialect.chainHeader(request.service()));
    }
  }

  private @Nullable PcsFault nextFault(PcsService service) {
    synchronized (faults) {
      ArmedFault armed = faults.get(service);
      if (armed == null) {
        return null;
      }
      if (armed.times() == 1) {
        faults.remove(service);
      } else {
        faults.put(service, new ArmedFault(armed.fault(), armed.times() - 1));
      }
      return armed.fault();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "fake-pcs");
    thread.setDaemon(true);
    return thread;
  }

  private record ArmedFault(PcsFault fault, int times) {}

  /** Collects what the service knows. Not thread-safe. */
  public static final class Builder {
    private final long seed;
    private final PcsCatalogue catalogue;
    private PcsDialect dialect = PcsDialect.PCS_V4;
    private int port;

    private Builder(long seed) {
      this.seed = seed;
      this.catalogue = new PcsCatalogue(Simulator.seeded(seed));
    }

    /** A platform in the standard data set; one of the same model and TEE is replaced. */
    public Builder platform(Scenario scenario) {
      catalogue.addStandard(scenario);
      return this;
    }

    /**
     * A platform in another data set, found by its evaluation data number; the one with the highest
     * number is the early one.
     */
    public Builder otherDataSet(Scenario scenario) {
      catalogue.addOther(scenario);
      return this;
    }

    /** How it answers; as Intel's service unless set. */
    public Builder dialect(PcsDialect value) {
      dialect = value;
      return this;
    }

    /** Where it listens; on any free port unless set. */
    public Builder port(int value) {
      port = value;
      return this;
    }

    /**
     * Starts it.
     *
     * @throws UncheckedIOException if the port is taken
     */
    public FakePcs start() {
      try {
        return new FakePcs(this);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
