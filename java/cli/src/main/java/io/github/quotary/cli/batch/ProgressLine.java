package io.github.quotary.cli.batch;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * How far a batch is: a line on the terminal that is written over and over, with the rate, and with
 * the time that is left where the size of the input is known. Nothing, where there is no terminal.
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

  /** None. */
  public static ProgressLine none(PrintWriter terminal) {
    return new ProgressLine(null, terminal);
  }

  /** A line on this terminal. */
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

  /** Whether standard error is a terminal; false where the system does not tell. */
  public static boolean isOnTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Says how many quotes are done, and how many bytes of the input they were. */
  public void update(long quotes, long bytes) {
    if (bar != null) {
      double seconds = (System.nanoTime() - start) / 1e9;
      bar.setExtraMessage(String.format(" %,d quotes, %,.0f/s", quotes, quotes / seconds));
      bar.stepTo(bytes);
    }
  }

  /** Leaves the line as it is, and begins another. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      terminal.println();
    }
  }
}
