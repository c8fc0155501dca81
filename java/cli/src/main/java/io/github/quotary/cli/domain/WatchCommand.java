package io.github.quotary.cli.domain;

import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.Exits;
import io.github.quotary.cli.option.TimeOption;
import io.github.quotary.domain.watch.AlertSink;
import io.github.quotary.domain.watch.LineSink;
import io.github.quotary.domain.watch.NameState;
import io.github.quotary.domain.watch.Observation;
import io.github.quotary.domain.watch.Pause;
import io.github.quotary.domain.watch.Severity;
import io.github.quotary.domain.watch.StateStore;
import io.github.quotary.domain.watch.WatchLoop;
import io.github.quotary.domain.watch.WatchState;
import io.github.quotary.domain.watch.Webhook;
import io.github.quotary.evidence.input.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Watches domains, round after round. */
@Exits({ExitCode.REJECTED, ExitCode.NOT_TRUSTED, ExitCode.UNDECIDED})
@Command(
    name = "watch",
    description = {
      "Verifies domains periodically and reports changes: unattested keys, CAA records, the"
          + " workload, ACME accounts, TCB status, verdicts, and upcoming expiries.",
      "An alert is a JSON line on standard output. A line may be repeated after a crash, with the"
          + " same id.",
      "With --once: exit code 10 if a mandatory check of a name fails or an alert is a failure, 11"
          + " if a policy does not say whose workload it expects, 40 if a name could not be judged"
          + " or an alert could not be delivered, else 0."
    },
    mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "What to watch, as JSON.")
  private Path file;

  @Option(
      names = "--once",
      description = "Runs one round only; required by --at, the time of the round.")
  private boolean once;

  @Option(names = "--offline", description = "Refused: a watch needs the network.")
  private boolean offline;

  @Mixin private TimeOption at;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  WatchCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    if (offline) {
      throw new InputException("domain watch needs the network; it cannot run with --offline");
    }
    if (at.given().isPresent() && !once) {
      throw new InputException("--at needs --once");
    }
    WatchFile settings = WatchFile.read(file, spec.commandLine().getErr());
    Clock clock = at.clock(Clock::systemUTC);
    try (StateStore store = StateStore.open(settings.state())) {
      WatchLoop loop =
          new WatchLoop(
              store,
              settings.rules(),
              settings.names().stream().map(WatchTarget::watched).toList(),
              sinks(settings),
              clock,
              new WatchProgress(spec.commandLine().getErr(), settings.metrics()));
      if (once) {
        return exitCode(loop.round(), store.state());
      }
      loop.run(settings.interval(), this::sleepIfWritten);
      return ExitCode.OK;
    } catch (UnwrittenException e) {
      return ExitCode.UNWRITTEN;
    } catch (IOException e) {
      throw new InputException("Cannot save the state: " + e.getMessage());
    }
  }

  private List<AlertSink> sinks(WatchFile settings) {
    List<AlertSink> sinks = new ArrayList<>();
    sinks.add(new LineSink(spec.commandLine().getOut()));
    Pause pause = WatchCommand::sleep;
    settings
        .hook()
        .ifPresent(
            hook -> sinks.add(new Webhook(hook.url(), hook.secret(), Clock.systemUTC(), pause)));
    return sinks;
  }

  /** Ends the watch if an alert could not be written: the next one could not be either. */
  private void sleepIfWritten(Duration time) throws InterruptedException {
    if (spec.commandLine().getOut().checkError()) {
      throw new UnwrittenException();
    }
    sleep(time);
  }

  private static void sleep(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  private static int exitCode(WatchLoop.Round round, WatchState state) {
    List<NameState> known =
        round.seen().stream()
            .flatMap(seen -> Optional.ofNullable(state.names().get(seen.name())).stream())
            .toList();
    boolean isFailing =
        round.alerts().stream().anyMatch(alert -> alert.severity() == Severity.FAILURE)
            || known.stream()
                .flatMap(name -> name.verdict().stream())
                .anyMatch(verdict -> verdict.startsWith("FAIL"));
    if (isFailing) {
      return ExitCode.REJECTED;
    }
    if (known.stream().anyMatch(name -> name.verdict().isPresent() && !name.isTrusted())) {
      return ExitCode.NOT_TRUSTED;
    }
    boolean isDecided = round.seen().stream().allMatch(Observation::isConclusive);
    return isDecided && round.owed() == 0 ? ExitCode.OK : ExitCode.UNDECIDED;
  }

  /** An alert could not be written to standard output. */
  private static final class UnwrittenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnwrittenException() {
      super("", null, false, false);
    }
  }
}
