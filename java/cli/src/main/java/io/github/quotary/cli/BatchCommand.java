package io.github.quotary.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.cli.batch.ProgressLine;
import io.github.quotary.cli.batch.QuoteEntry;
import io.github.quotary.cli.batch.QuoteInput;
import io.github.quotary.cli.batch.SummaryText;
import io.github.quotary.cli.input.CollateralFiles;
import io.github.quotary.cli.input.InputException;
import io.github.quotary.cli.input.Instants;
import io.github.quotary.cli.input.PolicyFiles;
import io.github.quotary.cli.report.JsonReport;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.Policy;
import io.github.quotary.tcb.QvlGeneration;
import io.github.quotary.verify.BatchSummary;
import io.github.quotary.verify.BatchVerifier;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Many quotes, a line of JSON for each. */
@Command(
    name = "batch",
    description = {
      "Verifies many quotes in bounded memory, and writes a line of JSON for each, in the order of"
          + " the input.",
      "Exit code: that of the worst quote."
    },
    mixinStandardHelpOptions = true)
final class BatchCommand implements Callable<Integer> {
  /** Lines that are written before the progress is looked at again. */
  private static final int STEP = 64;

  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description = {
        "Lines of JSON, {\"id\":...,\"quote\":\"base64 or hex\",\"at\":...}; or quotes behind their"
            + " lengths (unsigned 32 bit, little-endian); '-' is standard input.",
        "Or a directory whose files are quotes, or whose directories have a quote.bin and may have"
            + " a collateral.json and a case.json."
      })
  private List<String> inputs;

  @Option(
      names = "--collateral",
      paramLabel = "FILE|DIR",
      description = "Collateral as JSON, or a directory that has it as collateral.json.")
  private @Nullable Path collateral;

  @Option(
      names = "--at",
      paramLabel = "INSTANT|EPOCH",
      description = "Time of verification for quotes without one of their own. Default: now.")
  private @Nullable String at;

  @Option(
      names = "--trust-anchor",
      paramLabel = "PEM",
      description = "Root certificate whose key is trusted in place of Intel's.")
  private @Nullable Path trustAnchor;

  @Option(
      names = "--generation",
      converter = GenerationConverter.class,
      description = "Which QVL to decide like: 1.26 or 1.27. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1.27")
  private QvlGeneration generation;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "Policy as JSON, in place of the strict one; 'quotary policy check' explains it.")
  private @Nullable Path policy;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads verify. Default: one for each processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--engine",
      description =
          "Who verifies signatures: auto (the fastest here), bc or java. Default:"
              + " ${DEFAULT-VALUE}.",
      defaultValue = "auto")
  private EngineOption engine;

  @Option(
      names = "--progress",
      negatable = true,
      description = "Shows how far it is. Default: if standard error is seen to be a terminal.")
  private @Nullable Boolean progress;

  @Spec private CommandSpec spec;

  private int exitCode = ExitCode.OK;
  private long bytesDone;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  BatchCommand() {}

  @Override
  public Integer call() throws IOException {
    if (threads < 1) {
      throw new InputException("--threads " + threads + ": at least one is needed");
    }
    Optional<Long> size = QuoteInput.size(inputs);
    PrintWriter err = spec.commandLine().getErr();
    boolean shown = progress == null ? ProgressLine.isOnTerminal() : progress;
    EcdsaP256 chosen = engine == EngineOption.AUTO ? EcdsaP256.fastest().engine() : engine.engine();
    ExecutorService helpers = Executors.newFixedThreadPool(threads);
    BatchSummary summary;
    try (QuoteInput input = new QuoteInput(inputs, defaults(), collateral == null, at == null);
        ProgressLine line = shown ? ProgressLine.on(err, size) : ProgressLine.none(err)) {
      summary = verify(verifier(chosen), helpers, input, line);
      input.fault().ifPresent(fault -> addFault(err, fault));
    } finally {
      helpers.shutdown();
    }
    err.print(SummaryText.of(summary, chosen.name() + " engine, threads: " + threads));
    return exitCode;
  }

  private Verifier verifier(EcdsaP256 chosen) {
    return Verifier.builder()
        .trustAnchor(
            Optional.ofNullable(trustAnchor)
                .map(CollateralFiles::readTrustAnchor)
                .orElseGet(TrustAnchor::intelSgxRootCa))
        .generation(generation)
        .engine(chosen)
        .policy(Optional.ofNullable(policy).map(PolicyFiles::read).orElseGet(Policy::strict))
        .build();
  }

  private BatchSummary verify(
      Verifier verifier, ExecutorService helpers, QuoteInput input, ProgressLine line) {
    PrintWriter out = spec.commandLine().getOut();
    BatchVerifier batch =
        BatchVerifier.builder(verifier)
            .executor(helpers, threads)
            .closeChunkWhen(input::isEnoughForNow)
            .cancelWhen(out::checkError)
            .ticker(System::nanoTime)
            .build();
    return batch.verify(
        () -> input,
        (index, entry, result) -> {
          write(out, entry, result);
          if (index % STEP == 0) {
            line.update(index, bytesDone);
          }
        });
  }

  private void write(PrintWriter out, QuoteEntry entry, VerificationResult result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("id", entry.id());
    json.setAll(JsonReport.of(result));
    out.write(json + "\n");
    exitCode = ExitCode.heavier(exitCode, ExitCode.of(result));
    bytesDone += entry.size();
  }

  private void addFault(PrintWriter err, String fault) {
    err.println("quotary: " + fault);
    exitCode = ExitCode.heavier(exitCode, ExitCode.USAGE);
  }

  private QuoteEntry.Defaults defaults() {
    Optional<Collateral> given = Optional.ofNullable(collateral).map(CollateralFiles::read);
    Optional<Instant> time = Optional.ofNullable(at).map(Instants::parse);
    return new QuoteEntry.Defaults() {
      @Override
      public Collateral collateral() {
        return given.orElseThrow(
            () -> new InputException("No collateral: give --collateral FILE or a directory"));
      }

      @Override
      public Instant at() {
        return time.orElseGet(() -> Clock.systemUTC().instant());
      }
    };
  }
}
