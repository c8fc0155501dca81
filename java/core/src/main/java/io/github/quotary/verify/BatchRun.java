package io.github.quotary.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One batch from its first quote to its last. Workers take chunks from the input, one worker at a
 * time, verify and render them, all at the same time, and hand them to the sink, one at a time
 * again. No more chunks are under way than the window allows: who finds it full waits until the
 * sink has taken one. Thread-safe.
 *
 * @param <Q> what stands for a quote
 * @param <R> what the sink takes for a chunk
 */
final class BatchRun<Q extends BatchQuote, R> {
  /** Quotes in a chunk that memory is taken for before they are there. */
  private static final int MAX_EXPECTED = 64;

  private final Iterator<? extends Q> input;
  private final BatchRenderer<Q, ? extends R> renderer;
  private final Consumer<? super R> sink;
  private final BatchOptions options;

  /** Held while the input is read. */
  private final ReentrantLock reading = new ReentrantLock();

  /** Guards everything below; never held while input, engine or sink work. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Rendered<Q, R>> done =
      new PriorityQueue<>(Comparator.comparingLong(Rendered::number));
  private final BatchTally tally = new BatchTally();
  private long quotesTaken;
  private long chunksTaken;
  private long chunksDelivered;
  private boolean delivering;
  private boolean ended;
  private boolean cancelled;
  private int helpers;
  private @Nullable Throwable failure;

  BatchRun(
      Iterator<? extends Q> input,
      BatchRenderer<Q, ? extends R> renderer,
      Consumer<? super R> sink,
      BatchOptions options) {
    this.input = input;
    this.renderer = renderer;
    this.sink = sink;
    this.options = options;
  }

  /** Works along until the input has ended; on a thread that the caller's executor lends. */
  void help(ChunkVerifier verifier) {
    lock.lock();
    try {
      if (ended) {
        return;
      }
      helpers++;
    } finally {
      lock.unlock();
    }
    try {
      work(verifier);
    } finally {
      leave();
    }
  }

  private void leave() {
    lock.lock();
    try {
      helpers--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Works until the input has ended and all helpers are done. */
  void lead(ChunkVerifier verifier) {
    work(verifier);
    lock.lock();
    try {
      ended = true;
      while (helpers > 0) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }

  /** What came of it, once {@link #lead} has returned. */
  BatchSummary summary(Optional<Duration> elapsed) {
    return tally.summary(cancelled, elapsed);
  }

  private void work(ChunkVerifier verifier) {
    try {
      for (BatchChunk<Q> chunk = take(); chunk != null; chunk = take()) {
        verifier.verify(chunk);
        deliver(new Rendered<>(chunk, renderer.render(chunk)));
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  /** The next chunk; null at the end of the input, or if the batch is over for another reason. */
  private @Nullable BatchChunk<Q> take() {
    reading.lock();
    try {
      if (!awaitRoom()) {
        return null;
      }
      if (options.isCancelled().getAsBoolean() || Thread.currentThread().isInterrupted()) {
        cancel();
        return null;
      }
      List<Q> quotes = new ArrayList<>(Math.min(options.chunk(), MAX_EXPECTED));
      while (quotes.size() < options.chunk() && hasNext(quotes)) {
        quotes.add(input.next());
      }
      if (quotes.isEmpty()) {
        end();
        return null;
      }
      return number(quotes);
    } finally {
      reading.unlock();
    }
  }

  private boolean hasNext(List<Q> quotes) {
    return (quotes.isEmpty() || !options.closesChunk().getAsBoolean()) && input.hasNext();
  }

  /** Waits until the window has room; false if the batch is over. */
  private boolean awaitRoom() {
    lock.lock();
    try {
      while (!ended && chunksTaken - chunksDelivered >= options.window()) {
        changed.await();
      }
      return !ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancel();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void cancel() {
    lock.lock();
    try {
      cancelled = true;
      end();
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private BatchChunk<Q> number(List<Q> quotes) {
    lock.lock();
    try {
      BatchChunk<Q> chunk = new BatchChunk<>(chunksTaken++, quotesTaken, quotes);
      quotesTaken += quotes.size();
      return chunk;
    } finally {
      lock.unlock();
    }
  }

  /** Hands over this chunk, and all that can follow; or leaves that to who is at it already. */
  private void deliver(Rendered<Q, R> chunk) {
    lock.lock();
    try {
      done.add(chunk);
      if (delivering) {
        return;
      }
      delivering = true;
    } finally {
      lock.unlock();
    }
    for (Rendered<Q, R> next = nextDone(); next != null; next = nextDone()) {
      handOver(next);
    }
  }

  /** The chunk whose turn it is; null if there is none, and then the sink is free. */
  private @Nullable Rendered<Q, R> nextDone() {
    lock.lock();
    try {
      Rendered<Q, R> next = done.peek();
      if (next != null
          && failure == null
          && (!options.ordered() || next.number() == chunksDelivered)) {
        return done.remove();
      }
      delivering = false;
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void handOver(Rendered<Q, R> rendered) {
    sink.accept(rendered.product());
    for (int i = 0; i < rendered.chunk().size(); i++) {
      tally.count(rendered.chunk().result(i));
    }
    lock.lock();
    try {
      chunksDelivered++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the batch; {@link #lead} throws the first cause. */
  void fail(Throwable cause) {
    lock.lock();
    try {
      failure = failure == null ? cause : failure;
      end();
    } finally {
      lock.unlock();
    }
  }

  /**
   * A chunk whose results are set, and what the sink takes for it.
   *
   * @param chunk the chunk
   * @param product what was rendered
   */
  private record Rendered<Q extends BatchQuote, R>(BatchChunk<Q> chunk, R product) {
    long number() {
      return chunk.number();
    }
  }
}
