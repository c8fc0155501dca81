package io.github.quotary.service.together;

import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.evidence.report.InputChecks;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.service.exchange.Problem;
import io.github.quotary.service.exchange.ProblemException;
import io.github.quotary.verify.Verdict;
import io.github.quotary.verify.Verifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Questions of many callers, verified by a few threads. What waits when a thread is free is
 * verified together, which costs less for each. While a thread is busy, others join where enough
 * waits; if none is busy, nothing waits. Thread-safe.
 */
public final class VerifyQueue implements AutoCloseable {
  private static final long KEEP_ALIVE_SECONDS = 10;

  private final Line line;
  private final Runnable ring;
  private final Options options;
  private final Supplier<Verifier> standard;
  private final ReadyCollateral collateral;
  private final QueueListener listener;
  private final LongSupplier ticker;
  private final Lookups lookups;
  private final ThreadPoolExecutor lookupThreads;
  private final List<Thread> workers = new ArrayList<>();

  /**
   * How much runs and waits.
   *
   * @param threads that verify
   * @param capacity how many questions may wait; as many may wait for collateral
   * @param together how many are verified together at most
   * @param lookups how many look-ups of collateral run at a time
   * @param patience how long a question waits for collateral
   */
  public record Options(int threads, int capacity, int together, int lookups, Duration patience) {}

  /**
   * A queue whose threads run.
   *
   * @param standard the verifier that most questions use, which may change
   * @param source of collateral, which may wait
   * @param listener hears what is done
   * @param ticker nanoseconds since some moment
   */
  public VerifyQueue(
      Options options,
      Supplier<Verifier> standard,
      CollateralSource source,
      QueueListener listener,
      LongSupplier ticker) {
    this.options = options;
    this.standard = standard;
    this.listener = listener;
    this.ticker = ticker;
    line = new Line(options.capacity(), options.together());
    ring = line::ring;
    collateral = new ReadyCollateral(source);
    lookupThreads =
        new ThreadPoolExecutor(
            options.lookups(),
            options.lookups(),
            KEEP_ALIVE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(options.capacity()),
            task -> daemon(task, "quotary-collateral"));
    lookupThreads.allowCoreThreadTimeOut(true);
    lookups = new Lookups(collateral, lookupThreads, options.capacity(), this::onVerdict);
    for (int i = 0; i < options.threads(); i++) {
      workers.add(daemon(new Worker(this), "quotary-verify-" + i));
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Starts the threads. */
  public void start() {
    workers.forEach(Thread::start);
  }

  /**
   * Asks a question. What else is asked until the receiver runs its next task is verified together
   * with it.
   *
   * @param receiver runs {@code answered}, and calls the threads that verify
   * @param answered takes the answer, once
   * @return false if there is no room
   */
  public boolean submit(Question question, Executor receiver, Consumer<Answer> answered) {
    long deadline = ticker.getAsLong() + options.patience().toNanos();
    Line.Offered offered = line.offer(new Waiting(question, deadline, receiver, answered));
    if (offered == Line.Offered.FIRST) {
      receiver.execute(ring);
    }
    return offered != Line.Offered.REFUSED;
  }

  /** Asks a question and waits for its answer: not on an event loop. */
  public Answer answer(Question question) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    if (!submit(question, Runnable::run, answer::complete)) {
      return Problem.busy().retryAfter(1);
    }
    try {
      return answer.get(2 * options.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Rendering.internal();
    } catch (ExecutionException e) {
      return Rendering.internal();
    } catch (TimeoutException e) {
      return Problem.busy().retryAfter(1);
    }
  }

  /**
   * Asks a question and waits for its verdict: not on an event loop. The question's own renderer is
   * not used.
   *
   * @throws io.github.quotary.service.exchange.ProblemException if there is no room, or no answer
   *     in time
   */
  public InputChecks verify(Question question) {
    AtomicReference<InputChecks> verdict = new AtomicReference<>();
    Answer answer =
        answer(
            question.renderedBy(
                checks -> {
                  verdict.set(checks);
                  return Answer.json(200, "{}");
                }));
    InputChecks checks = verdict.get();
    if (checks == null) {
      throw new ProblemException(answer.status() == 500 ? Rendering.INTERNAL : Problem.busy());
    }
    return checks;
  }

  /** How many questions wait for a thread. */
  public int size() {
    return line.size();
  }

  /** Answers those that have waited too long for collateral; to be called now and then. */
  public void expire() {
    lookups.expire(ticker.getAsLong());
  }

  Line line() {
    return line;
  }

  Verifier standard() {
    return standard.get();
  }

  /** The verifier, asking for collateral without waiting. */
  Verifier hot(Verifier verifier) {
    return verifier.withCollateralSource(collateral);
  }

  int together() {
    return options.together();
  }

  Lookups lookups() {
    return lookups;
  }

  void onChunk(int size) {
    listener.onChunk(size);
  }

  void onVerdict(Verdict verdict) {
    listener.onVerdict(verdict);
  }

  /** Refuses new questions, finishes what was begun, and stops. */
  @Override
  public void close() {
    line.close();
    workers.forEach(Thread::interrupt);
    for (Thread worker : workers) {
      try {
        worker.join(TimeUnit.SECONDS.toMillis(KEEP_ALIVE_SECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    lookupThreads.shutdownNow();
  }
}
