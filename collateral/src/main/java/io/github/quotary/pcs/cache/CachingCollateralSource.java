package io.github.quotary.pcs.cache;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.pcs.client.PcsClient;
import io.github.quotary.pcs.client.PcsEndpoint;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.EvaluationDataNumbers;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pcs.document.TrustedDocument;
import io.github.quotary.pcs.store.FileStore;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.quote.TeeType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A caching source of collateral: it fetches a platform's documents on first use, caches them in
 * memory and on disk, and refreshes them in the background before they expire. A quote of a known
 * platform never waits for the network or the disk.
 *
 * <pre>{@code
 * CollateralSource source =
 *     CachingCollateralSource.of(PcsEndpoint.intel(), Path.of("/var/cache/quotary"));
 * Verifier verifier = Verifier.builder().collateralSource(source).build();
 * }</pre>
 *
 * <p>A fetched document replaces a cached one only if it is genuine, matches the request, is not
 * older, and is current if the cached one is. If a refresh fails, the cached document is served
 * stale and a {@link CollateralListener} is notified; once it has expired, the verdict says so and
 * the policy decides. If a document is neither cached nor can be fetched, the result is {@code
 * Unavailable}, with the cause and whether a retry may help.
 *
 * <p>Thread-safe; create one and share it. {@link #close} stops the threads it created.
 */
public final class CachingCollateralSource implements CollateralSource, AutoCloseable {
  private final TrustAnchor trustAnchor;
  private final TcbUpdate update;
  private final DocumentCache documents;
  private final SetAssembler assembler;
  private final RefreshTimer timer;
  private final List<ExecutorService> ownThreads = new ArrayList<>();

  private CachingCollateralSource(Builder builder, @Nullable FileStore files) {
    Clock clock = builder.client.clock();
    Events events = new Events(builder.listener, clock);
    DocumentStore store = files == null ? null : new DocumentStore(files, events);
    Executor executor = builder.executor != null ? builder.executor : own(SourceThreads.fetchers());
    ScheduledExecutorService scheduler =
        builder.scheduler != null ? builder.scheduler : own(SourceThreads.timer());
    trustAnchor = builder.client.trustAnchor();
    update = builder.update;
    documents = documents(builder, executor, store, events);
    timer = new RefreshTimer(documents, scheduler, clock);
    CachedSets sets =
        new CachedSets(
            builder.client.checks(), clock, builder.negativeLifetime, builder.maxMemoryBytes);
    assembler = new SetAssembler(documents, sets, builder.maxWait);
  }

  private static DocumentCache documents(
      Builder builder, Executor executor, @Nullable DocumentStore store, Events events) {
    PcsClient client = builder.client;
    Clock clock = client.clock();
    List<LocalDocuments> places = new ArrayList<>(builder.local);
    if (store != null) {
      places.add(0, store);
    }
    LocalSearch local = new LocalSearch(places, client.checks(), events);
    ReplacementRule rule = new ReplacementRule(client.checks(), builder.acceptOlder);
    DocumentTable table =
        new DocumentTable(builder.maxMemoryBytes, builder.negativeLifetime, clock);
    CacheUpdates updates = new CacheUpdates(table, store, builder.schedule(), rule, events, clock);
    NewPlatformLimit newPlatforms = new NewPlatformLimit(builder.newPlatformsPerMinute);
    DocumentLoader loader = new DocumentLoader(client, table, local, rule, newPlatforms, updates);
    return new DocumentCache(table, loader, client.checks(), executor, events, clock);
  }

  private <T extends ExecutorService> T own(T threads) {
    ownThreads.add(threads);
    return threads;
  }

  /** A source over one service, with a store in a directory and the defaults of {@link Builder}. */
  public static CachingCollateralSource of(PcsEndpoint endpoint, Path directory) {
    return builder(PcsClient.of(endpoint)).store(directory).build();
  }

  /** A source over one service, in memory only, with the defaults of {@link Builder}. */
  public static CachingCollateralSource of(PcsEndpoint endpoint) {
    return builder(PcsClient.of(endpoint)).build();
  }

  /** A builder of sources that use this client, its clock, engine and trust anchor. */
  public static Builder builder(PcsClient client) {
    return new Builder(client);
  }

  /** The root of the client, under which all documents are checked. */
  @Override
  public Optional<TrustAnchor> trustAnchor() {
    return Optional.of(trustAnchor);
  }

  /**
   * Collateral of the data set that this source is configured for. Returns at once for a platform
   * whose documents are in memory and current.
   */
  @Override
  public Lookup find(CollateralKey key) {
    return find(key, update);
  }

  /** Collateral of a specific data set. */
  public Lookup find(CollateralKey key, TcbUpdate dataSet) {
    Lookup lookup = assembler.find(new CachedSets.Key(key, dataSet));
    timer.arm();
    return lookup;
  }

  /**
   * The TCB evaluation data numbers for which Intel has data sets, with their signature checked;
   * cached and refreshed like any other document.
   *
   * @return empty if they are unavailable; the listener receives the reason
   */
  public Optional<EvaluationDataNumbers> evaluationDataNumbers(TeeType teeType) {
    return assembler.evaluationDataNumbers(new DocumentKey.EvaluationDataNumbers(teeType));
  }

  /** The TCB evaluation data number of a platform's TCB info; empty if that is unavailable. */
  public OptionalLong evaluationDataNumber(CollateralKey key, TcbUpdate dataSet) {
    find(key, dataSet);
    CachedDocument tcbInfo = documents.peek(DocumentKey.of(key, dataSet).get(0));
    return tcbInfo == null
        ? OptionalLong.empty()
        : OptionalLong.of(tcbInfo.document().facts().number());
  }

  /** Starts to fetch the missing documents of these platforms, and does not wait for them. */
  public void prefetch(Collection<CollateralKey> platforms) {
    for (CollateralKey platform : platforms) {
      for (DocumentKey key : DocumentKey.of(platform, update)) {
        // The root CA's list is fetched with the first document that it checks.
        if (!(key instanceof DocumentKey.RootCaCrl)) {
          documents.prefetch(key);
        }
      }
    }
    timer.arm();
  }

  /**
   * Starts to refresh every cached document that is due. The source does this by itself; call this
   * method only to control the timing.
   */
  public void refreshDue() {
    documents.refreshDue();
  }

  /** The documents in memory, for health checks and metrics. */
  public List<TrustedDocument> cachedDocuments() {
    return documents.all().stream().map(CachedDocument::document).toList();
  }

  /** Stops the refreshes and the threads that the source created. */
  @Override
  public void close() {
    timer.stop();
    ownThreads.forEach(ExecutorService::shutdownNow);
  }

  /** Configures a source. Not thread-safe. */
  public static final class Builder {
    private final PcsClient client;
    private final List<LocalDocuments> local = new ArrayList<>();
    private TcbUpdate update = TcbUpdate.STANDARD;
    private CollateralListener listener = CollateralListener.logging();
    private Duration refreshInterval = Duration.ofDays(1);
    private Duration retryInterval = Duration.ofMinutes(1);
    private Duration negativeLifetime = Duration.ofMinutes(1);
    private Duration maxWait = Duration.ofSeconds(30);
    private long maxMemoryBytes = 64L << 20;
    private int newPlatformsPerMinute = 300;
    private boolean acceptOlder;
    private @Nullable Path directory;
    private @Nullable Executor executor;
    private @Nullable ScheduledExecutorService scheduler;

    private Builder(PcsClient client) {
      this.client = client;
    }

    /**
     * Directory of a persistent store, which several processes may share; in memory only by
     * default.
     */
    public Builder store(Path newDirectory) {
      directory = newDirectory;
      return this;
    }

    /** Initial documents, used for those that neither memory nor store has. */
    public Builder bundle(CollateralBundle bundle) {
      local.add(bundle::document);
      return this;
    }

    /** Data set of TCB info and QE identities; the standard one by default. */
    public Builder update(TcbUpdate newUpdate) {
      update = newUpdate;
      return this;
    }

    /** Receives events; {@link CollateralListener#logging()} by default. */
    public Builder listener(CollateralListener newListener) {
      listener = newListener;
      return this;
    }

    /**
     * Age at which a document is refreshed, unless only a quarter of its lifetime is left earlier;
     * a day by default.
     */
    public Builder refreshInterval(Duration interval) {
      refreshInterval = interval;
      return this;
    }

    /** Wait after a failed refresh, doubled each time up to an hour; a minute by default. */
    public Builder retryInterval(Duration interval) {
      retryInterval = interval;
      return this;
    }

    /** Lifetime of negative cache entries, for unavailable documents; a minute by default. */
    public Builder negativeLifetime(Duration lifetime) {
      negativeLifetime = lifetime;
      return this;
    }

    /** Longest time that {@link #find} waits for a new platform; 30 seconds by default. */
    public Builder maxWait(Duration wait) {
      maxWait = wait;
      return this;
    }

    /**
     * Memory limit for documents, and again for the sets that are made of them; 64 MiB by default,
     * enough for some thousand platforms.
     */
    public Builder maxMemoryBytes(long bytes) {
      maxMemoryBytes = bytes;
      return this;
    }

    /** Rate limit for fetches of unknown platforms, per minute; 300 by default. */
    public Builder newPlatformsPerMinute(int count) {
      newPlatformsPerMinute = count;
      return this;
    }

    /**
     * Whether an older issue, or a lower TCB evaluation data number, may replace a newer one: for a
     * service that was rolled back on purpose. False by default.
     */
    public Builder acceptOlder(boolean accept) {
      acceptOlder = accept;
      return this;
    }

    /** Runs the fetches; by default a few threads that the source creates. */
    public Builder executor(Executor newExecutor) {
      executor = newExecutor;
      return this;
    }

    /** Triggers the refreshes; by default a thread that the source creates. */
    public Builder scheduler(ScheduledExecutorService newScheduler) {
      scheduler = newScheduler;
      return this;
    }

    private RefreshSchedule schedule() {
      RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
      return new RefreshSchedule(refreshInterval, retryInterval, random);
    }

    /**
     * Creates the source.
     *
     * @throws UncheckedIOException if the store's directory cannot be created or written
     */
    public CachingCollateralSource build() {
      try {
        return new CachingCollateralSource(
            this, directory == null ? null : FileStore.open(directory));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot open the store " + directory, e);
      }
    }
  }
}
