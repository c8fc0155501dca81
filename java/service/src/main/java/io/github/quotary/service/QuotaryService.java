package io.github.quotary.service;

import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.evidence.report.TimeSource;
import io.github.quotary.service.access.ClientLimits;
import io.github.quotary.service.api.Challenges;
import io.github.quotary.service.api.CollateralApi;
import io.github.quotary.service.api.EvidenceStore;
import io.github.quotary.service.api.ReplayApi;
import io.github.quotary.service.api.Resources;
import io.github.quotary.service.api.Tokens;
import io.github.quotary.service.api.VerifyApi;
import io.github.quotary.service.batch.BatchEngine;
import io.github.quotary.service.config.RestartOnly;
import io.github.quotary.service.config.Settings;
import io.github.quotary.service.domain.DomainApi;
import io.github.quotary.service.domain.DomainNetwork;
import io.github.quotary.service.domain.DomainPolicies;
import io.github.quotary.service.domain.DomainReports;
import io.github.quotary.service.domain.LiveDomains;
import io.github.quotary.service.engine.Engine;
import io.github.quotary.service.engine.Rules;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.service.exchange.Early;
import io.github.quotary.service.exchange.GrpcPart;
import io.github.quotary.service.exchange.Problem;
import io.github.quotary.service.exchange.Route;
import io.github.quotary.service.http.HttpListener;
import io.github.quotary.service.http.RouteTable;
import io.github.quotary.service.metrics.ServiceMeters;
import io.github.quotary.service.page.ServicePage;
import io.github.quotary.service.together.PatientCollateral;
import io.github.quotary.service.together.VerifyQueue;
import io.github.quotary.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Verification as a service: runs from {@link #start} to {@link #close}. Thread-safe.
 *
 * <p>Policies, keys and certificates are read again when a file of theirs has changed, and by
 * {@link #reload}; what cannot be read leaves what was there in force.
 */
public final class QuotaryService implements AutoCloseable {
  private static final int WORKERS = 16;
  private static final int BATCHES = 32;
  private static final int BLOCKS_OF_BATCH = 8;
  private static final long SECOND = 1;
  private static final long SECONDS_TO_END = 5;
  private static final long EXPIRY_MILLIS = 100;

  private final ServiceParts parts;
  private volatile Rules rules;
  private volatile DomainPolicy domainPolicy;
  private final VerifyQueue queue;
  private final ServiceMeters meters = new ServiceMeters();
  private final CollateralSource source;
  private final Verifier verifier;
  private final ThreadPoolExecutor sourceThreads;
  private final ThreadPoolExecutor workers;
  private final ThreadPoolExecutor batchThreads;
  private final ScheduledExecutorService timer;
  private final HttpListener listener;
  private final WatchedFiles files;
  private final AtomicBoolean isClosed = new AtomicBoolean();
  private volatile boolean isReady = true;

  private QuotaryService(ServiceParts parts) {
    this.parts = parts;
    Settings settings = parts.settings();
    Settings.Limits limits = settings.limits();
    sourceThreads = pool("quotary-source", WORKERS, limits.queue());
    source = new PatientCollateral(parts.source(), sourceThreads, limits.collateral());
    verifier = parts.verifier().withCollateralSource(source);
    rules = read(settings);
    domainPolicy = DomainPolicies.read(settings.domains().policy());
    files = new WatchedFiles(settings, parts.policy().file());
    queue =
        new VerifyQueue(
            new VerifyQueue.Options(
                limits.threads(),
                limits.queue(),
                limits.together(),
                BLOCKS_OF_BATCH,
                limits.collateral()),
            () -> rules.standard(),
            parts.source(),
            meters,
            parts.ticker());
    workers = pool("quotary-worker", WORKERS, limits.queue());
    batchThreads = pool("quotary-batch", limits.threads(), BATCHES * BLOCKS_OF_BATCH);
    timer = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "quotary-timer"));
    Challenges challenges = new Challenges(settings.challenge(), parts.clock(), parts.random());
    Engine engine =
        new Engine(
            queue,
            () -> rules,
            settings,
            parts.clock(),
            parts.collateralSource(),
            parts.producer(),
            challenges.store(),
            meters);
    listener = listen(engine, challenges);
    // What has come by now waits. Nothing above leaves a thread behind if it fails.
    queue.start();
    repeat(queue::expire, EXPIRY_MILLIS);
    repeat(this::reloadIfChanged, TimeUnit.SECONDS.toMillis(SECOND));
  }

  /** What fails once is tried again all the same. */
  @SuppressWarnings("FutureReturnValueIgnored") // It ends with the timer.
  private void repeat(Runnable task, long millis) {
    timer.scheduleWithFixedDelay(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            parts.notices().accept("a periodic task failed: " + e);
          }
        },
        millis,
        millis,
        TimeUnit.MILLISECONDS);
  }

  /**
   * Starts a service.
   *
   * @throws io.github.quotary.service.exchange.ListenException if it cannot listen
   * @throws io.github.quotary.evidence.input.InputException if a file cannot be read
   */
  public static QuotaryService start(ServiceParts parts) {
    return new QuotaryService(parts);
  }

  /**
   * Loads the classes of a service on a thread of its own, for programs that have something else to
   * do before they {@link #start} one.
   */
  public static void prepare() {
    daemon(
            () -> {
              HttpListener.prepare();
              new ServiceMeters().close();
            },
            "quotary-prepare")
        .start();
  }

  private static ThreadPoolExecutor pool(String name, int threads, int waiting) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            SECOND,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(waiting),
            task -> daemon(task, name));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private HttpListener listen(Engine engine, Challenges challenges) {
    Settings.Limits limits = parts.settings().limits();
    EvidenceStore store = new EvidenceStore(parts.settings().sharedEvidence());
    VerifyApi verify = new VerifyApi(engine, challenges, new Tokens(engine), store);
    List<Route> routes = new ArrayList<>(routes(engine, verify, store));
    List<GrpcPart> grpc = new ArrayList<>();
    parts
        .parts()
        .forEach(
            part -> {
              routes.addAll(part.routes(engine));
              grpc.addAll(part.grpc(engine));
            });
    HttpListener made =
        HttpListener.start(
            parts.settings(),
            new HttpListener.Parts(
                new RouteTable(routes, Map.<String, Early>of("/v1/verify", verify)),
                grpc,
                batch(engine),
                () -> rules.keys(),
                limits.requestsPerSecond() == 0
                    ? Optional.empty()
                    : Optional.of(
                        new ClientLimits(
                            limits.requestsPerSecond(),
                            limits.burst(),
                            limits.clients(),
                            parts.ticker())),
                workers,
                meters,
                parts.ticker()));
    meters.gauge("quotary.queue", "Requests that wait for a thread.", queue::size);
    meters.gauge("quotary.connections", "Connections that are open.", made::connections);
    meters.gauge("quotary.requests.open", "Requests that are being answered.", made::open);
    return made;
  }

  private BatchEngine batch(Engine engine) {
    return new BatchEngine(
        () -> rules.standard(),
        batchThreads,
        BATCHES,
        () -> rules.allow().at(),
        verdict -> meters.onVerdict("/v1/batch", verdict),
        engine.provenance(),
        new Provenance(TimeSource.INPUT, parts.collateralSource(), parts.producer(), false),
        parts.clock());
  }

  private List<Route> routes(Engine engine, VerifyApi verify, EvidenceStore store) {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.of("POST", "/v1/verify", verify));
    routes.add(Route.of("POST", "/v1/batch", request -> Problem.internal().answer()));
    routes.add(Route.of("POST", "/v1/replay", new ReplayApi()));
    routes.add(Route.of("POST", "/v1/challenge", verify.challenges()));
    routes.add(Route.of("GET", "/v1/collateral", new CollateralApi(engine, parts.documents())));
    routes.add(Route.open("GET", "/.well-known/jwks.json", new Tokens(engine)));
    routes.add(Route.open("GET", "/v1/openapi.json", Resources.openApi()));
    routes.add(Route.open("GET", "/healthz", request -> words(200, "ok")));
    routes.add(Route.open("GET", "/readyz", request -> ready()));
    routes.add(Route.of("GET", "/metrics", meters));
    routes.add(Route.open("GET", "/", request -> ServicePage.answer()));
    if (parts.settings().sharedEvidence() > 0) {
      routes.add(Route.of("GET", EvidenceStore.PATH + "*", store));
    }
    Settings.Domains domains = parts.settings().domains();
    routes.add(
        Route.of(
            "GET",
            DomainApi.PATH + "*",
            new DomainApi(domains.names(), domains.concurrent(), domains(engine))));
    return routes;
  }

  private DomainReports domains(Engine engine) {
    return new LiveDomains(
        () -> domainPolicy,
        engine.anchor(),
        source,
        parts.collateralSource(),
        parts.clock(),
        parts.producer(),
        DomainNetwork.internet());
  }

  private Answer ready() {
    return isReady ? words(200, "ready") : words(503, "stopping");
  }

  private static Answer words(int status, String word) {
    return Answer.json(status, "{\"status\":\"" + word + "\"}\n").with("cache-control", "no-store");
  }

  /** The port that it listens on. */
  public int port() {
    return listener.port();
  }

  private void reloadIfChanged() {
    if (files.haveChanged()) {
      reload();
    }
  }

  private Rules read(Settings settings) {
    return Rules.read(settings, verifier.withPolicy(parts.policy().latest().get()));
  }

  /** Reads policies, keys and certificates again. */
  public synchronized void reload() {
    try {
      Settings settings = parts.latest().get();
      Rules read = read(settings);
      DomainPolicy domains = DomainPolicies.read(settings.domains().policy());
      RestartOnly.tls(parts.settings(), settings).ifPresent(listener::update);
      rules = read;
      domainPolicy = domains;
      files.watch(settings);
      parts.notices().accept("policies, keys and certificates were read again");
      List<String> later = RestartOnly.changed(parts.settings(), settings);
      if (!later.isEmpty()) {
        parts.notices().accept("changed, counts after a restart: " + String.join(", ", later));
      }
    } catch (RuntimeException e) {
      parts
          .notices()
          .accept("nothing was changed, for what is configured cannot be used: " + e.getMessage());
    }
  }

  /**
   * Answers what was asked, for as long as the settings say, and stops; once. Threads have a few
   * seconds more to end: what still asks a source that does not answer is left to end by itself.
   */
  @Override
  public void close() {
    if (isClosed.getAndSet(true)) {
      return;
    }
    isReady = false;
    timer.shutdownNow();
    listener.drain(parts.settings().limits().drain());
    listener.close();
    queue.close();
    end(List.of(timer, workers, batchThreads, sourceThreads));
    meters.close();
  }

  private static void end(List<ExecutorService> pools) {
    pools.forEach(ExecutorService::shutdownNow);
    try {
      for (ExecutorService pool : pools) {
        if (!pool.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
