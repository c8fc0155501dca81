package io.github.quotary.verify;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Verifies any number of quotes in bounded memory, on the caller's thread and on as many more as it
 * lends.
 *
 * <pre>{@code
 * BatchSummary summary =
 *     BatchVerifier.builder(verifier)
 *         .executor(pool, 2)
 *         .build()
 *         .verify(quotes, (index, quote, result) -> ...);
 * }</pre>
 *
 * <p>Quotes are read, verified and handed on in chunks. Of known platforms only the signatures are
 * left to check; those of a chunk are given to the engine in one call, which {@code
 * EcdsaP256.java()} does in about two thirds of the time. Every quote gets the verdict that {@link
 * Verifier#verify} gives for it alone, whatever stands beside it.
 *
 * <p>Immutable and thread-safe; a batch starts no threads, reads no clock, and does no I/O beside
 * what input, sink and the verifier's {@code CollateralSource} do.
 */
public final class BatchVerifier {
  private final Verifier verifier;
  private final @Nullable Executor executor;
  private final int threads;
  private final BatchOptions options;
  private final @Nullable LongSupplier ticker;

  private BatchVerifier(Builder builder) {
    verifier = builder.verifier;
    executor = builder.executor;
    threads = builder.threads;
    options =
        new BatchOptions(
            builder.chunk,
            builder.window == 0 ? 4 * builder.threads : builder.window,
            builder.ordered,
            builder.keepIds,
            builder.closesChunk,
            builder.isCancelled);
    ticker = builder.ticker;
  }

  /** A builder of batches: on the caller's thread, in the order of the input. */
  public static Builder builder(Verifier verifier) {
    return new Builder(verifier);
  }

  /**
   * Verifies all quotes. Returns when the sink has every result.
   *
   * <p>If the calling thread is interrupted, or the batch is {@linkplain Builder#cancelWhen
   * cancelled}, no more quotes are read; those that were read are finished and handed to the sink.
   * Where an input blocks, this waits for it.
   *
   * @param quotes read by one thread at a time, and never further ahead than the window
   * @param sink takes the results
   * @param <Q> what stands for a quote
   * @throws RuntimeException what the input, the sink or the collateral source throws; the batch
   *     then ends early
   * @throws RejectedExecutionException if the executor refuses to help; no quote is then read that
   *     was not read before
   */
  public <Q extends BatchQuote> BatchSummary verify(
      Iterable<? extends Q> quotes, BatchSink<? super Q> sink) {
    return run(quotes.iterator(), sink);
  }

  /**
   * The same for a stream, which the caller closes.
   *
   * @param quotes read by one thread at a time
   * @param sink takes the results
   * @param <Q> what stands for a quote
   */
  public <Q extends BatchQuote> BatchSummary verify(
      Stream<? extends Q> quotes, BatchSink<? super Q> sink) {
    return run(quotes.iterator(), sink);
  }

  /**
   * The same for an array.
   *
   * @param quotes which must not change meanwhile
   * @param sink takes the results
   * @param <Q> what stands for a quote
   */
  public <Q extends BatchQuote> BatchSummary verify(Q[] quotes, BatchSink<? super Q> sink) {
    return run(Arrays.asList(quotes).iterator(), sink);
  }

  /**
   * The same, with a part of the sink's work done by the threads that verify, all at the same time.
   *
   * @param quotes read by one thread at a time, and never further ahead than the window
   * @param renderer makes of the results of a chunk what the sink takes
   * @param sink takes it, of one chunk after the other, called by one thread at a time
   * @param <Q> what stands for a quote
   * @param <R> what the sink takes for a chunk
   */
  public <Q extends BatchQuote, R> BatchSummary verify(
      Iterable<? extends Q> quotes,
      BatchRenderer<Q, ? extends R> renderer,
      Consumer<? super R> sink) {
    return run(quotes.iterator(), renderer, sink);
  }

  private <Q extends BatchQuote> BatchSummary run(
      Iterator<? extends Q> quotes, BatchSink<? super Q> sink) {
    BatchRenderer<Q, BatchChunk<Q>> asTheyAre = results -> results;
    return run(
        quotes,
        asTheyAre,
        results -> {
          for (int i = 0; i < results.size(); i++) {
            sink.accept(results.firstIndex() + i, results.quote(i), results.result(i));
          }
        });
  }

  private <Q extends BatchQuote, R> BatchSummary run(
      Iterator<? extends Q> quotes,
      BatchRenderer<Q, ? extends R> renderer,
      Consumer<? super R> sink) {
    long start = ticker == null ? 0 : ticker.getAsLong();
    BatchRun<Q, R> run = new BatchRun<>(quotes, renderer, sink, options);
    try {
      for (int helper = 1; executor != null && helper < threads; helper++) {
        executor.execute(
            () -> run.help(new ChunkVerifier(verifier, options.chunk(), options.keepIds())));
      }
    } catch (RejectedExecutionException e) {
      run.fail(e);
    }
    run.lead(new ChunkVerifier(verifier, options.chunk(), options.keepIds()));
    Optional<Duration> elapsed =
        ticker == null
            ? Optional.empty()
            : Optional.of(Duration.ofNanos(ticker.getAsLong() - start));
    return run.summary(elapsed);
  }

  /** Collects what differs from the defaults. Not thread-safe. */
  public static final class Builder {
    private static final int MAX_CHUNK = 65_536;

    private final Verifier verifier;
    private @Nullable Executor executor;
    private int threads = 1;
    private int chunk = 64;
    private int window;
    private boolean ordered = true;
    private boolean keepIds;
    private BooleanSupplier closesChunk = () -> false;
    private BooleanSupplier isCancelled = () -> false;
    private @Nullable LongSupplier ticker;

    private Builder(Verifier verifier) {
      this.verifier = verifier;
    }

    /**
     * Lends threads: the calling thread works, too, so that {@code threads - 1} tasks are given to
     * the executor, each for as long as the batch lasts. A task that the executor never runs makes
     * the batch slower, not hang.
     *
     * @param newExecutor who runs them
     * @param newThreads how many threads work in all
     * @throws IllegalArgumentException unless there is at least one thread
     */
    public Builder executor(Executor newExecutor, int newThreads) {
      executor = newExecutor;
      threads = atLeastOne("threads", newThreads);
      return this;
    }

    /**
     * How many quotes are read and verified together; 64 unless set.
     *
     * @throws IllegalArgumentException unless it is between 1 and 65536
     */
    public Builder chunk(int quotes) {
      if (quotes > MAX_CHUNK) {
        throw new IllegalArgumentException("A chunk has at most 65536 quotes, not " + quotes);
      }
      chunk = atLeastOne("quotes in a chunk", quotes);
      return this;
    }

    /**
     * How many chunks may be under way, read but not yet taken by the sink; four for each thread
     * unless set.
     *
     * @throws IllegalArgumentException unless it is at least 1
     */
    public Builder window(int chunks) {
      window = atLeastOne("chunks under way", chunks);
      return this;
    }

    /** Whether the sink gets the results in the order of the input; true unless set. */
    public Builder ordered(boolean inOrder) {
      ordered = inOrder;
      return this;
    }

    /**
     * Whether a quote of a known platform keeps what was hashed for its signature as its {@link
     * io.github.quotary.quote.Quote#id()}; false unless set. For a sink that reads the id of every
     * quote: it costs 64 bytes a quote, and saves a SHA-256. The id of any other quote is computed
     * when it is asked for, as without this.
     */
    public Builder keepIds(boolean kept) {
      keepIds = kept;
      return this;
    }

    /**
     * Asked before another quote is read into a chunk that has some; true closes the chunk before
     * it is full: because the next quote is not there yet, or because those that were read take
     * much memory.
     */
    public Builder closeChunkWhen(BooleanSupplier condition) {
      closesChunk = condition;
      return this;
    }

    /**
     * Asked before each chunk is read, by one thread at a time; the batch ends early once it says
     * true.
     */
    public Builder cancelWhen(BooleanSupplier condition) {
      isCancelled = condition;
      return this;
    }

    /**
     * Measures the batch, for its summary.
     *
     * @param nanoseconds since some moment, such as {@code System::nanoTime}
     */
    public Builder ticker(LongSupplier nanoseconds) {
      ticker = nanoseconds;
      return this;
    }

    private static int atLeastOne(String what, int number) {
      if (number < 1) {
        throw new IllegalArgumentException("At least 1 is needed: " + what + " " + number);
      }
      return number;
    }

    /** The batch verifier. */
    public BatchVerifier build() {
      return new BatchVerifier(this);
    }
  }
}
