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
 * Collateral that is simply there: fetched when a platform is first met, kept in memory and on
 * disk, and fetched again in the background before it expires. A quote of a known platform never
 * waits for a network or a disk.
 *
 * <pre>{@code
 * CollateralSource source =
 *     CachingCollateralSource.of(PcsEndpoint.intel(), Path.of("/var/cache/quotary"));
 * Verifier verifier = Verifier.builder().collateralSource(source).build();
 * }</pre>
 *
 * <p>An answer replaces what is kept only if it is genuine, about what was asked for, not older,
 * and not out of date where the kept one is not. As long as no endpoint has a better one, what is
 * kept is handed out, and the {@link CollateralListener} told; once it is out of date, the verdict
 * says so and the policy decides. Where nothing is kept and nothing can be fetched, the answer is
 * {@code Unavailable}, with the cause and whether trying again may help.
 *
 * <p>Thread-safe; make one and share it. {@link #close} stops the threads that it made itself.
 */
public final class CachingCollateralSource implements CollateralSource, AutoCloseable {
  private final TcbUpdate update;
  private final DocumentKeeper keeper;
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
    update = builder.update;
    keeper = new DocumentKeeper(builder, executor, store, events);
    timer = new RefreshTimer(keeper, scheduler, clock);
    assembler =
        new SetAssembler(
            keeper,
            new KeptSets(builder.client.checks(), clock, builder.negativeLifetime),
            events,
            clock,
            builder.maxWait);
  }

  private <T extends ExecutorService> T own(T threads) {
    ownThreads.add(threads);
    return threads;
  }

  /** A source over one service and a directory, with the defaults of {@link Builder}. */
  public static CachingCollateralSource of(PcsEndpoint endpoint, Path directory) {
    return builder(PcsClient.of(endpoint)).store(directory).build();
  }

  /** A source over one service, in memory only, with the defaults of {@link Builder}. */
  public static CachingCollateralSource of(PcsEndpoint endpoint) {
    return builder(PcsClient.of(endpoint)).build();
  }

  /**
   * A builder of sources over this client, whose clock, engine and trust anchor are the source's.
   */
  public static Builder builder(PcsClient client) {
    return new Builder(client);
  }

  /**
   * Collateral of the data set that this source is for. Returns at once for a platform whose
   * documents are in memory and not out of date.
   */
  @Override
  public Lookup find(CollateralKey key) {
    return find(key, update);
  }

  /** Collateral of a certain data set. */
  public Lookup find(CollateralKey key, TcbUpdate dataSet) {
    Lookup lookup = assembler.find(new KeptSets.Key(key, dataSet));
    timer.arm();
    return lookup;
  }

  /**
   * The TCB evaluation data numbers for which Intel has data sets, signature checked; kept and
   * refreshed like any other document.
   *
   * @return empty if they cannot be had; then the listener was told why
   */
  public Optional<EvaluationDataNumbers> evaluationDataNumbers(TeeType teeType) {
    return assembler.evaluationDataNumbers(new DocumentKey.EvaluationDataNumbers(teeType));
  }

  /** The TCB evaluation data number of a platform's TCB info, if that can be had. */
  public OptionalLong evaluationDataNumber(CollateralKey key, TcbUpdate dataSet) {
    find(key, dataSet);
    KeptDocument tcbInfo = keeper.kept(DocumentKey.of(key, dataSet).get(0));
    return tcbInfo == null
        ? OptionalLong.empty()
        : OptionalLong.of(tcbInfo.document().facts().number());
  }

  /** Starts to fetch what is not kept of these platforms, and does not wait for it. */
  public void prefetch(Collection<CollateralKey> platforms) {
    for (CollateralKey platform : platforms) {
      for (DocumentKey key : DocumentKey.of(platform, update)) {
        if (!(key instanceof DocumentKey.RootCaCrl) && keeper.kept(key) == null) {
          keeper.refresh(key);
        }
      }
    }
    timer.arm();
  }

  /**
   * Starts to fetch every kept document that is due. The source does so by itself; this is for who
   * would rather say when.
   */
  public void refreshDue() {
    keeper.startDue();
  }

  /** What is in memory; for health checks and metrics. */
  public List<TrustedDocument> kept() {
    return keeper.all().stream().map(KeptDocument::document).toList();
  }

  /** Stops refreshing, and the threads that were not given to the source. */
  @Override
  public void close() {
    timer.stop();
    ownThreads.forEach(ExecutorService::shutdownNow);
  }

  /** Collects what differs from the defaults. Not thread-safe. */
  public static final class Builder {
    final PcsClient client;
    final List<LocalDocuments> local = new ArrayList<>();
    TcbUpdate update = TcbUpdate.STANDARD;
    CollateralListener listener = CollateralListener.logging();
    Duration refreshInterval = Duration.ofDays(1);
    Duration retryInterval = Duration.ofMinutes(1);
    Duration negativeLifetime = Duration.ofMinutes(1);
    Duration maxWait = Duration.ofSeconds(30);
    long maxMemoryBytes = 64L << 20;
    int newPlatformsPerMinute = 300;
    boolean acceptOlder;
    RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    private @Nullable Path directory;
    private @Nullable Executor executor;
    private @Nullable ScheduledExecutorService scheduler;

    private Builder(PcsClient client) {
      this.client = client;
    }

    /**
     * Keeps documents in this directory, too, which may be shared by several processes; nowhere
     * unless set.
     */
    public Builder store(Path newDirectory) {
      directory = newDirectory;
      return this;
    }

    /** Documents to begin with, where neither memory nor store has them. */
    public Builder bundle(CollateralBundle bundle) {
      local.add(bundle::document);
      return this;
    }

    /** Which data set TCB info and QE identities are of; the standard one unless set. */
    public Builder update(TcbUpdate newUpdate) {
      update = newUpdate;
      return this;
    }

    /** Who is told what happens; {@link CollateralListener#logging()} unless set. */
    public Builder listener(CollateralListener newListener) {
      listener = newListener;
      return this;
    }

    /**
     * The age at which a document is fetched again, if a quarter of its life is not left earlier; a
     * day unless set.
     */
    public Builder refreshInterval(Duration interval) {
      refreshInterval = interval;
      return this;
    }

    /** Time from a failed attempt to the next, doubled up to an hour; a minute unless set. */
    public Builder retryInterval(Duration interval) {
      retryInterval = interval;
      return this;
    }

    /** For how long it is remembered that a document cannot be had; a minute unless set. */
    public Builder negativeLifetime(Duration lifetime) {
      negativeLifetime = lifetime;
      return this;
    }

    /** The longest that {@link #find} waits for a new platform; 30 seconds unless set. */
    public Builder maxWait(Duration wait) {
      maxWait = wait;
      return this;
    }

    /** Size of documents in memory; 64 MiB unless set, some thousand platforms. */
    public Builder maxMemoryBytes(long bytes) {
      maxMemoryBytes = bytes;
      return this;
    }

    /** How many platforms not known yet are asked for within a minute; 300 unless set. */
    public Builder newPlatformsPerMinute(int count) {
      newPlatformsPerMinute = count;
      return this;
    }

    /**
     * Lets an older issue, or a lower TCB evaluation data number, replace a newer one: for a
     * service that has gone back on purpose. False unless set.
     */
    public Builder acceptOlder(boolean accept) {
      acceptOlder = accept;
      return this;
    }

    /** Runs the fetches; a few threads of the source's own unless set. */
    public Builder executor(Executor newExecutor) {
      executor = newExecutor;
      return this;
    }

    /** Wakes the source up to refresh; a thread of the source's own unless set. */
    public Builder scheduler(ScheduledExecutorService newScheduler) {
      scheduler = newScheduler;
      return this;
    }

    RefreshSchedule schedule() {
      return new RefreshSchedule(refreshInterval, retryInterval, random);
    }

    /**
     * The source.
     *
     * @throws UncheckedIOException if the store's directory cannot be made or written
     */
    public CachingCollateralSource build() {
      try {
        return new CachingCollateralSource(
            this, directory == null ? null : FileStore.open(directory));
      } catch (IOException e) {
        throw new UncheckedIOException("The store " + directory + " cannot be opened", e);
      }
    }
  }
}
