package io.github.quotary.cli;

import io.github.quotary.cli.crosscheck.Against;
import io.github.quotary.cli.crosscheck.CrosscheckRun;
import io.github.quotary.cli.crosscheck.IntelSide;
import io.github.quotary.cli.crosscheck.Subjects;
import io.github.quotary.cli.input.Instants;
import io.github.quotary.tcb.QvlGeneration;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Our verdicts beside those of Intel's code. */
@Command(
    name = "crosscheck",
    description = {
      "Verifies quotes with this engine and with Intel's libraries and compares the verdicts.",
      "Intel's libraries are loaded where they are found; recorded verdicts do without them."
    },
    mixinStandardHelpOptions = true)
final class CrosscheckCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "QUOTE|DIR",
      description =
          "Quotes; directories with quote.bin, or directories of such; folders with cases.jsonl or"
              + " cases.jsonl.gz.")
  private List<String> inputs;

  @Option(
      names = "--generation",
      converter = GenerationConverter.class,
      description =
          "Which QVL to decide like; that of the library: 1.26 (DCAP 1.24 to 1.26) or 1.27."
              + " Default: ${DEFAULT-VALUE}.",
      defaultValue = "1.27")
  private QvlGeneration generation;

  @Option(
      names = "--against",
      split = ",",
      description =
          "dcap (libsgx_dcap_quoteverify), qvl (libQuoteVerification), recorded. Default: all there"
              + " are.")
  private @Nullable List<Against> against;

  @Option(
      names = "--library",
      paramLabel = "FILE",
      description = "Intel's libsgx_dcap_quoteverify.so.1, where it is not installed.")
  private @Nullable String library;

  @Option(
      names = "--qvl-library",
      paramLabel = "FILE",
      description = "Intel's low-level libQuoteVerification.so.")
  private @Nullable String qvlLibrary;

  @Option(
      names = "--collateral",
      paramLabel = "FILE|DIR",
      description = "Collateral as JSON, or a directory that has it as collateral.json.")
  private @Nullable Path collateral;

  @Option(
      names = "--at",
      paramLabel = "INSTANT|EPOCH",
      description = "Time of verification, such as 2026-08-20T00:00:00Z. Default: now.")
  private @Nullable String at;

  @Option(
      names = "--trust-anchor",
      paramLabel = "PEM",
      description = "Root certificate whose key is trusted in place of Intel's; not with dcap.")
  private @Nullable Path trustAnchor;

  @Option(
      names = "--engine",
      description = "Who verifies signatures: auto, bc or java. Default: ${DEFAULT-VALUE}.",
      defaultValue = "auto")
  private EngineOption engine;

  @Option(
      names = "--format",
      description = "text or json. Default: ${DEFAULT-VALUE}.",
      defaultValue = "text")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  CrosscheckCommand() {}

  @Override
  public Integer call() {
    Subjects subjects =
        new Subjects(
            generation,
            collateral,
            trustAnchor,
            Optional.ofNullable(at).map(Instants::parse).orElse(null),
            Clock.systemUTC().instant());
    Set<Against> wanted = against == null ? EnumSet.allOf(Against.class) : EnumSet.copyOf(against);
    IntelSide intel = IntelSide.load(library, qvlLibrary);
    PrintWriter out = spec.commandLine().getOut();
    CrosscheckRun run =
        format == OutputFormat.JSON
            ? CrosscheckRun.withJson(
                intel, wanted, subjects, engine.engine(), out, spec.commandLine().getErr())
            : CrosscheckRun.withText(intel, wanted, subjects, engine.engine(), out);
    run.run(inputs);
    if (run.compared() == 0) {
      return ExitCode.UNDECIDED;
    }
    return run.differ() == 0 ? ExitCode.OK : ExitCode.REJECTED;
  }
}
