package io.github.quotary.cli.domain;

import io.github.quotary.cli.option.QuietWriter;
import io.github.quotary.domain.report.Provenance;
import io.github.quotary.domain.watch.NameState;
import io.github.quotary.domain.watch.Observation;
import io.github.quotary.domain.watch.PrometheusText;
import io.github.quotary.domain.watch.WatchListener;
import io.github.quotary.domain.watch.WatchState;
import io.github.quotary.status.SafeText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A watch's progress on standard error, and its metrics in a file that is replaced as a whole. */
final class WatchProgress implements WatchListener {
  /** The most that is shown of one text, in UTF-16 units. */
  private static final int MAX_TEXT = 1000;

  private final PrintWriter err;
  private final Optional<Path> metrics;

  WatchProgress(PrintWriter err, Optional<Path> metrics) {
    this.err = err;
    this.metrics = metrics;
  }

  @Override
  public void observed(Observation seen, NameState after) {
    StringBuilder line = new StringBuilder(seen.at() + " " + seen.name() + ": ");
    line.append(after.testRoot().isPresent() ? Provenance.TEST_ROOT : "");
    line.append(after.verdict().orElse("UNDECIDED"));
    if (!seen.problems().isEmpty()) {
      line.append(" (unavailable: ").append(String.join("; ", seen.problems())).append(')');
    }
    say(line.toString());
  }

  @Override
  public void interrupted(String problem) {
    warn("cannot save the state, the round will be repeated: " + problem);
  }

  @Override
  public void ended(WatchState state) {
    if (!state.outbox().isEmpty()) {
      int owed = state.outbox().size();
      warn(
          owed
              + (owed == 1 ? " alert" : " alerts")
              + " could not be delivered and will be retried");
    }
    metrics.ifPresent(file -> write(file, PrometheusText.of(state)));
  }

  private void write(Path file, String text) {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.writeString(
          next,
          text,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      warn("cannot write the metrics: " + e.getMessage());
    }
  }

  private void say(String line) {
    say(err, line);
  }

  /** Also where the command is to be quiet. */
  private void warn(String line) {
    say(QuietWriter.errors(err), line);
  }

  private static void say(PrintWriter writer, String line) {
    writer.println("quotary: " + SafeText.of(line, MAX_TEXT));
    writer.flush();
  }
}
