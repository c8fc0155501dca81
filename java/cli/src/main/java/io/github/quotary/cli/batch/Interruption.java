package io.github.quotary.cli.batch;

import io.github.quotary.cli.option.ResultWriter;
import io.github.quotary.evidence.report.VerdictLines;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a batch end well when the user interrupts it (Ctrl-C): no more quotes are read, those at
 * hand are finished, and the summary is printed. If that takes too long, because an input blocks,
 * the results so far are counted instead. A line of the result is written as a whole or not at all.
 * Thread-safe.
 */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 2000;

  private final ResultWriter out;
  private final PrintWriter err;
  private final Thread hook = new Thread(this::raise, "interrupted");
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean raised;
  private boolean abandoned;
  private long lines;

  private Interruption(ResultWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /** Watches until it is closed. */
  static Interruption of(ResultWriter out, PrintWriter err) {
    Interruption interruption = new Interruption(out, err);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Whether the user wants the batch to end. */
  boolean isRaised() {
    return raised;
  }

  /** Writes lines of the result. */
  synchronized void write(VerdictLines more) {
    if (!abandoned) {
      out.writeUtf8(more.bytes(), more.size());
      lines += more.lines();
    }
  }

  /** The signal's own thread: the process ends when this returns. */
  private void raise() {
    raised = true;
    try {
      if (!ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        abandon();
      }
    } catch (InterruptedException e) {
      abandon();
    }
  }

  private synchronized void abandon() {
    abandoned = true;
    out.flush();
    err.println("quotary: interrupted after " + lines + (lines == 1 ? " result" : " results"));
    err.flush();
  }

  /** The batch has ended, and its summary is printed. */
  @Override
  public void close() {
    out.flush();
    err.flush();
    ended.countDown();
    if (!raised) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process ends right now; the hook finds the batch ended.
        return;
      }
    }
  }
}
