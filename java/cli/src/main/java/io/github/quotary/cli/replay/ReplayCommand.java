package io.github.quotary.cli.replay;

import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.Exits;
import io.github.quotary.cli.option.OutputOptions;
import io.github.quotary.evidence.form.Reading;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.input.LogFile;
import io.github.quotary.evidence.input.QuoteFiles;
import io.github.quotary.evidence.input.UnreadableException;
import io.github.quotary.evidence.log.MalformedLogException;
import io.github.quotary.evidence.replay.ReplayJson;
import io.github.quotary.evidence.replay.ReplayOutcome;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.QuoteFormatException;
import io.github.quotary.quote.TdReport;
import io.github.quotary.rtmr.CcelLog;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.rtmr.EventLogFormatException;
import io.github.quotary.rtmr.Rtmr;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Replays event logs, and shows the registers and what they prove about a quote. */
@Exits({ExitCode.REJECTED, ExitCode.NOT_TRUSTED, ExitCode.MALFORMED})
@Command(
    name = "replay",
    description = "Replays event logs and compares the registers with a quote's.",
    mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
  @Option(
      names = "--event-log",
      paramLabel = "FILE",
      description = {
        "The log: dstack's JSON array or one event a line, a binary log (CCEL) as it is, in"
            + " hexadecimal or base64, or JSON with a member 'event_log' or 'cc_eventlog'; '-' is"
            + " standard input."
      })
  private @Nullable String eventLog;

  @Option(
      names = "--ccel",
      paramLabel = "FILE",
      description =
          "The firmware's binary log, such as /sys/firmware/acpi/tables/data/CCEL; RTMR0 to RTMR2"
              + " are then taken from it.")
  private @Nullable String ccel;

  @Option(
      names = "--quote",
      paramLabel = "QUOTE|DIR",
      description =
          "The quote, in any form that 'quotary help inputs' lists, or a directory with quote.bin."
              + " Not verified here. Without --event-log and --ccel, the log that is in the same"
              + " file is replayed.")
  private @Nullable String quote;

  @Option(
      names = "--registers",
      paramLabel = "LIST",
      converter = RegisterList.class,
      description =
          "The registers that must match, such as 0-2 or 0,3. Default: all four. One that is not"
              + " zero in the quote, and has no events in the log, makes the result PARTIAL (exit"
              + " code 11).")
  private @Nullable Set<Rtmr> registers;

  @Mixin private OutputOptions output;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  ReplayCommand() {}

  @Override
  public Integer call() {
    if (eventLog == null && ccel == null && quote == null) {
      throw new ParameterException(
          spec.commandLine(),
          "Use --event-log FILE, --ccel FILE or both, or --quote with a file that has a log, too");
    }
    if (registers != null && quote == null) {
      throw new ParameterException(spec.commandLine(), "--registers needs --quote QUOTE");
    }
    try {
      Optional<Reading.Found> found = read(quote, QuoteFiles::read);
      boolean isInQuote = eventLog == null && ccel == null;
      ReplayOutcome outcome =
          ReplayOutcome.of(
              isInQuote ? found.flatMap(each -> own(each, false)) : read(eventLog, LogFile::read),
              isInQuote ? found.flatMap(each -> own(each, true)) : read(ccel, LogFile::read),
              found.map(this::quote),
              registers == null ? EnumSet.allOf(Rtmr.class) : registers);
      output.print(() -> ReplayJson.of(outcome), () -> ReplayText.of(outcome));
      return exitCode(outcome.result());
    } catch (MalformedInput e) {
      output.print(
          () -> ReplayJson.malformed(e.input, e.problem),
          () -> "MALFORMED: " + e.input + ": " + e.problem + "\n");
      return ExitCode.MALFORMED;
    }
  }

  private static int exitCode(ReplayOutcome.Result result) {
    return switch (result) {
      case REPLAYED, MATCH -> ExitCode.OK;
      case PARTIAL -> ExitCode.NOT_TRUSTED;
      case MISMATCH -> ExitCode.REJECTED;
    };
  }

  private static <T> Optional<T> read(@Nullable String name, Function<String, T> reader) {
    if (name == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(name));
    } catch (UnreadableException e) {
      throw new MalformedInput(name, e.problem());
    } catch (EventLogFormatException | MalformedLogException e) {
      throw new MalformedInput(name, String.valueOf(e.getMessage()));
    }
  }

  /** The log beside the quote: firmware's, or the other one. */
  private Optional<EventLog> own(Reading.Found found, boolean isCcel) {
    List<EventLog> logs =
        found.logs().stream().filter(log -> log instanceof CcelLog == isCcel).toList();
    if (found.logs().isEmpty() || logs.size() > 1) {
      throw new InputException(
          quote
              + (logs.isEmpty() ? " holds no event log" : " holds several event logs")
              + found.notes().stream().findFirst().map(note -> " (" + note + ")").orElse("")
              + ": add --event-log FILE or --ccel FILE");
    }
    return logs.stream().findFirst();
  }

  private Quote quote(Reading.Found found) {
    Quote parsed;
    try {
      parsed = Quote.parse(found.quotes().get(0).bytes());
    } catch (QuoteFormatException e) {
      throw new MalformedInput(String.valueOf(quote), String.valueOf(e.getMessage()));
    }
    if (!(parsed.body() instanceof TdReport)) {
      throw new InputException(quote + " is the quote of an SGX enclave, which has no RTMRs");
    }
    return parsed;
  }

  /** A log or quote that cannot be read, and its name. */
  private static final class MalformedInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String input;
    private final String problem;

    MalformedInput(String input, String problem) {
      super(problem, null, false, false);
      this.input = input;
      this.problem = problem;
    }
  }
}
