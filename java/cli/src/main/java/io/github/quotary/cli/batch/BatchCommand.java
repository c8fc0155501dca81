package io.github.quotary.cli.batch;

import io.github.quotary.cli.collateral.CollateralOptions;
import io.github.quotary.cli.collateral.Statements;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.Exits;
import io.github.quotary.cli.option.OutputFormat;
import io.github.quotary.cli.option.QuietWriter;
import io.github.quotary.cli.option.ResultWriter;
import io.github.quotary.cli.option.Terminal;
import io.github.quotary.cli.option.TimeOption;
import io.github.quotary.cli.option.VerifierOptions;
import io.github.quotary.cli.option.VersionProvider;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.evidence.batch.QuoteEntry;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.evidence.report.TimeSource;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.verify.BatchChunk;
import io.github.quotary.verify.BatchSummary;
import io.github.quotary.verify.BatchVerifier;
import io.github.quotary.verify.VerificationContext;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies many quotes and writes one line of JSON for each. */
@Exits({
  ExitCode.REJECTED,
  ExitCode.NOT_TRUSTED,
  ExitCode.MALFORMED,
  ExitCode.UNDECIDED,
  ExitCode.INTERRUPTED,
  ExitCode.TERMINATED
})
@Command(
    name = "batch",
    description = {
      "Verifies many quotes in bounded memory and writes one line of JSON for each, in input"
          + " order.",
      "Exit code: that of the worst quote."
    },
    mixinStandardHelpOptions = true)
public final class BatchCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description = {
        "Lines of JSON, {\"id\":...,\"quote\":\"base64 or hex\",\"at\":...}, whose 'at' overrides"
            + " --at; or quotes, each preceded by its length (unsigned 32 bit, little-endian); '-' is"
            + " standard input.",
        "Or a directory of quote files, or of directories with a quote.bin and optionally a"
            + " collateral.json, which --collateral and --pcs override."
      })
  private List<String> inputs;

  @Option(
      names = "--vector",
      description =
          "The directories are test vectors: the time in their case.json counts unless --at is"
              + " given.")
  private boolean vector;

  @Mixin private CollateralOptions collateral;

  @Mixin private TimeOption at;

  @Mixin private VerifierOptions options;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Number of verifying threads. Default: one per processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description =
          "Form of the summary on standard error: lines for a person, or one JSON object. Default:"
              + " ${DEFAULT-VALUE}. The results are lines of JSON in any case.",
      defaultValue = "text")
  private OutputFormat format;

  @Option(
      names = "--progress",
      negatable = true,
      description = "Shows progress. Default: if standard error is a terminal.")
  private @Nullable Boolean progress;

  @Spec private CommandSpec spec;

  private Sources sources;
  private final Misfits misfits = new Misfits();
  private int exitCode = ExitCode.OK;
  private long quotesDone;
  private long bytesDone;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  BatchCommand() {}

  @Override
  public Integer call() throws IOException {
    if (threads < 1) {
      throw new InputException("--threads " + threads + ": must be at least 1");
    }
    Optional<Long> size = QuoteInput.size(inputs);
    Clock clock = at.clock(Clock::systemUTC);
    TrustAnchor anchor = options.anchor().anchor();
    QuotePolicy policy = options.policy();
    EcdsaP256 engine = options.engine().forMany();
    PrintWriter err = spec.commandLine().getErr();
    Optional<Statements> given = collateral.statements(anchor, engine, clock, err);
    try (Statements statements =
        given.orElseGet(() -> collateral.ofService(anchor, engine, clock, err))) {
      Verifier verifier =
          options.builder(anchor, policy, engine).collateralSource(statements.source()).build();
      boolean own = given.isEmpty();
      boolean ownTime = vector && at.given().isEmpty();
      sources = new Sources(at.given().isPresent(), statements);
      try (QuoteInput input =
          new QuoteInput(inputs, new CommandLineDefaults(statements, clock), own, ownTime)) {
        return run(verifier, input, size);
      }
    }
  }

  private int run(Verifier verifier, QuoteInput input, Optional<Long> size) {
    ResultWriter out = ResultWriter.of(spec.commandLine().getOut());
    PrintWriter err = spec.commandLine().getErr();
    boolean shown = progress == null ? Terminal.isStandardError() : progress;
    ExecutorService helpers = Executors.newFixedThreadPool(threads);
    try (Interruption interruption = Interruption.of(out, err)) {
      BatchSummary summary;
      try (ProgressLine line = shown ? ProgressLine.on(err, size) : ProgressLine.none(err)) {
        summary = verify(verifier, helpers, input, line, interruption);
      } finally {
        helpers.shutdown();
      }
      if (!out.checkError()) {
        input.fault().ifPresent(fault -> addFault(err, fault));
        err.print(summary(misfits.correct(summary), verifier.context()));
      }
      return interruption.isRaised() ? ExitCode.INTERRUPTED : exitCode;
    }
  }

  private String summary(BatchSummary summary, VerificationContext context) {
    return format == OutputFormat.JSON
        ? SummaryJson.of(summary, threads, times(), context) + "\n"
        : SummaryText.of(
            summary, context.engine() + " engine, threads: " + threads, times(), context);
  }

  private BatchSummary verify(
      Verifier verifier,
      ExecutorService helpers,
      QuoteInput input,
      ProgressLine line,
      Interruption interruption) {
    PrintWriter out = spec.commandLine().getOut();
    BatchVerifier batch =
        BatchVerifier.builder(verifier)
            .keepIds(true)
            .executor(helpers, threads)
            .closeChunkWhen(input::isEnoughForNow)
            .cancelWhen(() -> interruption.isRaised() || out.checkError())
            .ticker(System::nanoTime)
            .build();
    // Last in, first out: what was used just now is still in the processor's cache.
    Deque<ChunkLines> free = new ConcurrentLinkedDeque<>();
    return batch.verify(
        () -> input,
        (BatchChunk<QuoteEntry> chunk) -> {
          ChunkLines used = free.poll();
          ChunkLines lines = used == null ? new ChunkLines() : used;
          lines.fill(chunk, sources::of);
          return lines;
        },
        lines -> {
          write(interruption, lines);
          line.update(quotesDone, bytesDone);
          free.push(lines);
        });
  }

  private void write(Interruption results, ChunkLines lines) {
    results.write(lines.lines());
    misfits.addAll(lines.misfits());
    exitCode = ExitCode.heavier(exitCode, lines.exitCode());
    quotesDone += lines.lines().lines();
    bytesDone += lines.bytesRead();
  }

  /** When the quotes were verified, and who said so. */
  private String times() {
    String byDefault = at.given().map(Instant::toString).orElse("this machine's clock");
    return vector
        ? "those of test vectors, otherwise " + byDefault
        : byDefault + ", unless a line has its own";
  }

  private void addFault(PrintWriter err, String fault) {
    QuietWriter.errors(err).println("quotary: " + fault);
    exitCode = ExitCode.heavier(exitCode, ExitCode.USAGE);
  }

  /** The command line's values, for quotes without their own. */
  private record CommandLineDefaults(Statements statements, Clock clock)
      implements QuoteEntry.Defaults {
    @Override
    public @Nullable Collateral collateral() {
      return statements instanceof Statements.Given given ? given.collateral() : null;
    }

    @Override
    public Instant at() {
      return clock.instant();
    }
  }

  /** Where time and collateral of a quote come from. */
  private record Sources(boolean timeGiven, @Nullable Statements statements) {
    Provenance of(QuoteEntry entry) {
      TimeSource time =
          entry.hasOwnTime()
              ? entry.isVector() ? TimeSource.VECTOR : TimeSource.INPUT
              : timeGiven ? TimeSource.OPTION : TimeSource.CLOCK;
      String collateral =
          entry.hasOwnCollateral() || statements == null ? "input" : statements.name();
      return new Provenance(time, collateral, VersionProvider.version(), entry.isVector());
    }
  }
}
