package io.github.quotary.cli.ingress;

import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.Exits;
import io.github.quotary.cli.option.QuietWriter;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.guest.QuoteDetection;
import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.run.Ingress;
import io.github.quotary.ingress.run.Journal;
import io.github.quotary.ingress.run.Outlook;
import io.github.quotary.ingress.run.PassReport;
import io.github.quotary.ingress.state.FileWords;
import io.github.quotary.ingress.state.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves a custom domain until it is stopped. */
@Exits({ExitCode.REJECTED, ExitCode.UNDECIDED})
@Command(
    name = "run",
    description = {
      "Serves the names until it is stopped: makes records and locks, gets and renews certificates,"
          + " takes TLS off for the app, publishes evidence.",
      "What happens is written to standard error, a JSON object a line. Metrics and health are on"
          + " the loopback address: /metrics, /healthz, /readyz.",
      "Exit code 0 if the last pass over the names was good, 10 if it was not, 40 if there is no"
          + " source of quotes and no certificate at hand."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Mixin private IngressOptions options;

  @Option(
      names = "--once",
      description = "Makes one pass over the names, and stops: to set up, or to look.")
  private boolean once;

  @Option(
      names = "--log",
      paramLabel = "json|text",
      description = "Form of the log. Default: ${DEFAULT-VALUE}.",
      defaultValue = "json")
  private LogForm log;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  RunCommand() {}

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Configuration configuration = options.configuration(err);
    Outlook outlook = IngressOptions.outlook(configuration);
    QuoteDetection quotes = outlook.quotes();
    if (quotes.provider().isEmpty()) {
      QuietWriter.errors(err).println("quotary: " + IngressOptions.oneLine(quotes));
      if (!hasSomethingToServe(outlook)) {
        return ExitCode.UNDECIDED;
      }
    }
    Journal journal = new LogLines(err, Clock.systemUTC(), log);
    Path folder = Path.of(configuration.operation().stateDirectory());
    try (StateFolder state = StateFolder.open(folder)) {
      Ingress ingress = Ingress.start(configuration, outlook.parts(state, quotes, journal));
      return once ? pass(ingress) : serve(ingress, journal);
    } catch (IOException e) {
      throw new InputException("The ingress cannot start: " + FileWords.of(e));
    }
  }

  private static int pass(Ingress ingress) {
    try (ingress) {
      return exitCode(Optional.of(ingress.pass()));
    }
  }

  /** A certificate at hand is served also while there are no quotes. */
  private static boolean hasSomethingToServe(Outlook outlook) {
    try {
      return outlook.evidenceAtHand().isPresent();
    } catch (IOException e) {
      throw new InputException("The ingress cannot start: " + FileWords.of(e));
    }
  }

  /** A signal interrupts the passes; the process ends once all is closed, with this exit code. */
  private static int serve(Ingress ingress, Journal journal) {
    Thread passes = Thread.currentThread();
    CountDownLatch closed = new CountDownLatch(1);
    AtomicInteger code = new AtomicInteger(ExitCode.INTERNAL);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(passes, closed, code), "quotary-stop"));
    try (ingress) {
      ingress.run();
      journal.info("stopping", "last pass", ingress.last().map(RunCommand::word).orElse("none"));
      Thread.interrupted();
      code.set(exitCode(ingress.last()));
    } finally {
      closed.countDown();
    }
    return code.get();
  }

  private static void stop(Thread passes, CountDownLatch closed, AtomicInteger code) {
    passes.interrupt();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // An exit code of one's own cannot be had in another way once a signal came.
    Runtime.getRuntime().halt(code.get());
  }

  private static String word(PassReport report) {
    return report.isGood() ? "good" : "failed";
  }

  private static int exitCode(Optional<PassReport> last) {
    return last.filter(PassReport::isGood).isPresent() ? ExitCode.OK : ExitCode.REJECTED;
  }
}
