package io.github.quotary.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a batch flows: bounded, ended by whoever may end it, whatever the threads do. */
class BatchFlowTest {
  private static final ExecutorService POOL = Executors.newCachedThreadPool();
  private static final Evidence GOOD = Simulated.upToDate();
  private static final Collateral COLLATERAL = Simulated.collateral(GOOD);
  private static final Verifier VERIFIER = Simulated.verifier(GOOD).build();

  /** Refused at once, so that the flow is what takes the time. */
  private static final BatchQuote NONE =
      BatchQuote.of(ByteBuffer.allocate(0), COLLATERAL, GOOD.at());

  @AfterAll
  static void stop() {
    POOL.shutdown();
  }

  @ParameterizedTest
  @CsvSource({"1, 1, true", "1, 3, true", "4, 1, true", "4, 2, true", "4, 5, false"})
  void noMoreIsReadThanTheWindow(int threads, int window, boolean ordered) {
    int chunk = 7;
    AtomicInteger read = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    int[] taken = {0};
    Stream<BatchQuote> quotes =
        IntStream.range(0, 3000).mapToObj(i -> NONE).peek(quote -> read.incrementAndGet());
    BatchSummary summary =
        BatchVerifier.builder(VERIFIER)
            .executor(POOL, threads)
            .chunk(chunk)
            .window(window)
            .ordered(ordered)
            .build()
            .verify(
                quotes,
                (index, quote, result) -> {
                  most.accumulateAndGet(read.get() - taken[0], Math::max);
                  taken[0]++;
                });
    assertEquals(3000, summary.quotes());
    // A stream's iterator reads one ahead to know whether there is one.
    assertTrue(most.get() <= window * chunk + 1, "read ahead: " + most.get());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aCancelledBatchFinishesWhatItHasRead(int threads) {
    AtomicInteger read = new AtomicInteger();
    List<Long> indexes = Collections.synchronizedList(new ArrayList<>());
    BatchSummary summary =
        BatchVerifier.builder(VERIFIER)
            .executor(POOL, threads)
            .chunk(1)
            .cancelWhen(() -> read.get() >= 500)
            .build()
            .verify(
                Stream.generate(() -> NONE).peek(quote -> read.incrementAndGet()),
                (index, quote, result) -> indexes.add(index));
    assertTrue(summary.cancelled());
    assertEquals(500, summary.quotes());
    assertEquals(IntStream.range(0, 500).mapToObj(i -> (long) i).toList(), indexes);
  }

  /** A slow input: what is there is verified before more is waited for. */
  @Test
  void aChunkCanBeClosedBeforeItIsFull() {
    List<String> events = new ArrayList<>();
    AtomicInteger read = new AtomicInteger();
    BatchVerifier.builder(VERIFIER)
        .closeChunkWhen(() -> read.get() % 3 == 0)
        .build()
        .verify(
            new ReadCounter(read, 7, events),
            (index, quote, result) -> events.add("result " + index));
    assertEquals(
        List.of(
            "read 0",
            "read 1",
            "read 2",
            "result 0",
            "result 1",
            "result 2",
            "read 3",
            "read 4",
            "read 5",
            "result 3",
            "result 4",
            "result 5",
            "read 6",
            "result 6"),
        events);
  }

  /** Says when each of its quotes is read. */
  private record ReadCounter(AtomicInteger read, int count, List<String> events)
      implements Iterable<BatchQuote> {
    @Override
    public Iterator<BatchQuote> iterator() {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return read.get() < count;
        }

        @Override
        public BatchQuote next() {
          events.add("read " + read.getAndIncrement());
          return NONE;
        }
      };
    }
  }

  @Test
  void anInterruptCancelsAndIsNotSwallowed() {
    BatchSummary summary =
        BatchVerifier.builder(VERIFIER)
            .build()
            .verify(
                Stream.generate(() -> NONE),
                (index, quote, result) -> {
                  if (index == 1000) {
                    Thread.currentThread().interrupt();
                  }
                });
    assertTrue(Thread.interrupted());
    assertTrue(summary.cancelled());
    assertTrue(summary.quotes() > 1000 && summary.quotes() < 1100, "" + summary.quotes());
  }

  /** The caller is interrupted while another thread holds the only place in the window. */
  @Test
  void anInterruptWhileTheWindowIsFullCancelsAndIsNotSwallowed() {
    Thread caller = Thread.currentThread();
    CountDownLatch inSink = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Executor interrupting =
        task -> {
          POOL.execute(task);
          join(inSink);
          caller.interrupt();
          interrupted.countDown();
        };
    BatchSummary summary =
        BatchVerifier.builder(VERIFIER)
            .executor(interrupting, 2)
            .chunk(1)
            .window(1)
            .build()
            .verify(
                copies(3),
                (index, quote, result) -> {
                  inSink.countDown();
                  join(interrupted);
                  // It waits nowhere but for this thread to be done.
                  while (index == 0 && caller.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                  }
                });
    assertTrue(Thread.interrupted());
    assertTrue(summary.cancelled());
    assertEquals(1, summary.quotes());
  }

  private static void join(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void whatTheSinkThrowsEndsTheBatch(int threads) {
    IllegalStateException full = new IllegalStateException("the disk is full");
    AtomicInteger calls = new AtomicInteger();
    BatchVerifier batch = BatchVerifier.builder(VERIFIER).executor(POOL, threads).chunk(2).build();
    BatchSink<BatchQuote> sink =
        (index, quote, result) -> {
          calls.incrementAndGet();
          if (index == 100) {
            throw full;
          }
        };
    assertSame(
        full,
        assertThrows(
            IllegalStateException.class, () -> batch.verify(Stream.generate(() -> NONE), sink)));
    assertEquals(101, calls.get());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void whatTheInputThrowsEndsTheBatch(int threads) {
    BatchVerifier batch = BatchVerifier.builder(VERIFIER).executor(POOL, threads).chunk(2).build();
    Stream<BatchQuote> quotes =
        IntStream.range(0, 1000).mapToObj(i -> i < 99 ? NONE : NONE.getClass().cast(null));
    assertThrows(
        NullPointerException.class, () -> batch.verify(quotes, (index, quote, result) -> {}));
    Error fatal = new StackOverflowError();
    Stream<BatchQuote> worse =
        IntStream.range(0, 1000)
            .mapToObj(
                i -> {
                  if (i == 500) {
                    throw fatal;
                  }
                  return NONE;
                });
    assertSame(
        fatal,
        assertThrows(
            StackOverflowError.class, () -> batch.verify(worse, (index, quote, result) -> {})));
  }

  @Test
  void anExecutorThatNeverRunsATaskMakesItNotHang() {
    BatchVerifier batch = BatchVerifier.builder(VERIFIER).executor(task -> {}, 5).build();
    assertEquals(200, batch.verify(copies(200), (index, quote, result) -> {}).quotes());
  }

  @Test
  void anExecutorMayRunATaskAtOnceOrWhenAllIsOver() {
    List<Runnable> late = new ArrayList<>();
    BatchVerifier atOnce = BatchVerifier.builder(VERIFIER).executor(Runnable::run, 3).build();
    assertEquals(200, atOnce.verify(copies(200), (index, quote, result) -> {}).quotes());
    BatchVerifier lazy = BatchVerifier.builder(VERIFIER).executor(late::add, 3).build();
    AtomicInteger calls = new AtomicInteger();
    lazy.verify(copies(200), (index, quote, result) -> calls.incrementAndGet());
    late.forEach(Runnable::run);
    assertEquals(200, calls.get());
  }

  @Test
  void anExecutorThatRefusesIsReported() {
    ExecutorService closed = Executors.newSingleThreadExecutor();
    closed.shutdown();
    BatchVerifier batch = BatchVerifier.builder(VERIFIER).executor(closed, 2).build();
    AtomicInteger calls = new AtomicInteger();
    assertThrows(
        RejectedExecutionException.class,
        () -> batch.verify(copies(10), (index, quote, result) -> calls.incrementAndGet()));
    assertEquals(0, calls.get());
  }

  /** The sink is never called by two threads at a time, though by several in turn. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theSinkIsCalledByOneThreadAtATime(boolean ordered) {
    AtomicInteger inside = new AtomicInteger();
    int[] unguarded = {0};
    BatchSummary summary =
        BatchVerifier.builder(VERIFIER)
            .executor(POOL, 8)
            .chunk(1)
            .ordered(ordered)
            .build()
            .verify(
                copies(20_000),
                (index, quote, result) -> {
                  assertEquals(1, inside.incrementAndGet());
                  unguarded[0]++;
                  inside.decrementAndGet();
                });
    assertEquals(20_000, unguarded[0]);
    assertEquals(20_000, summary.quotes());
    assertFalse(summary.cancelled());
  }

  private static List<BatchQuote> copies(int count) {
    return Collections.nCopies(count, NONE);
  }

  @Test
  void numbersMustMakeSense() {
    BatchVerifier.Builder builder = BatchVerifier.builder(VERIFIER);
    assertThrows(IllegalArgumentException.class, () -> builder.chunk(0));
    assertThrows(IllegalArgumentException.class, () -> builder.chunk(65_537));
    assertThrows(IllegalArgumentException.class, () -> builder.window(0));
    assertThrows(IllegalArgumentException.class, () -> builder.executor(POOL, 0));
  }
}
