package io.github.quotary.cli.batch;

import java.io.PrintWriter;
import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a batch: a line on the terminal that is continually overwritten, with the rate,
 * and with the time left if the size of the input is known. Nothing is written without a terminal.
 */
public final class ProgressLine implements AutoCloseable {
  private static final int WIDTH = 100;
  private static final int INTERVAL_MILLIS = 200;
  private static final long MEGABYTE = 1_000_000;

  private final @Nullable ProgressBar bar;
  private final PrintWriter terminal;
  private final long start = System.nanoTime();

  private ProgressLine(@Nullable ProgressBar bar, PrintWriter terminal) {
    this.bar = bar;
    this.terminal = terminal;
  }

  /** No progress line. */
  public static ProgressLine none(PrintWriter terminal) {
    return new ProgressLine(null, terminal);
  }

  /** A progress line on this terminal. */
  public static ProgressLine on(PrintWriter terminal, Optional<Long> inputBytes) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("verifying")
            .setInitialMax(inputBytes.orElse(-1L))
            .setUnit(" MB", MEGABYTE)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(INTERVAL_MILLIS)
            .setConsumer(new DelegatingProgressBarConsumer(text -> show(terminal, text), WIDTH))
            .build();
    return new ProgressLine(bar, terminal);
  }

  private static void show(PrintWriter terminal, String text) {
    terminal.print('\r' + text);
    terminal.flush();
  }

  /** Reports how many quotes are done, and how many bytes of input they took. */
  public void update(long quotes, long bytes) {
    if (bar != null) {
      double seconds = (System.nanoTime() - start) / 1e9;
      bar.setExtraMessage(String.format(" %,d quotes, %,.0f/s", quotes, quotes / seconds));
      bar.stepTo(bytes);
    }
  }

  /** Ends the line. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      terminal.println();
    }
  }
}
