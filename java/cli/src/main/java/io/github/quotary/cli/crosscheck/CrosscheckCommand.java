package io.github.quotary.cli.crosscheck;

import io.github.quotary.cli.option.EngineOption;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.Exits;
import io.github.quotary.cli.option.GenerationOption;
import io.github.quotary.cli.option.OutputOptions;
import io.github.quotary.cli.option.TimeOption;
import io.github.quotary.cli.option.TrustAnchorOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares our verdicts with those of Intel's code. */
@Exits({ExitCode.REJECTED, ExitCode.UNDECIDED})
@Command(
    name = "crosscheck",
    description = {
      "Verifies quotes with this engine and with Intel's libraries and compares the verdicts.",
      "Intel's libraries are loaded if installed, and --generation must match theirs. Recorded"
          + " verdicts need no library."
    },
    mixinStandardHelpOptions = true)
public final class CrosscheckCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "QUOTE|DIR",
      description =
          "Quotes, directories with quote.bin, directories of such directories, or folders with"
              + " cases.jsonl or cases.jsonl.gz.")
  private List<String> inputs;

  @Mixin private GenerationOption generation;

  @Option(
      names = "--against",
      split = ",",
      description =
          "dcap (libsgx_dcap_quoteverify, which accepts Intel's root only), qvl"
              + " (libQuoteVerification), recorded. Default: all that are available.")
  private @Nullable List<Against> against;

  @Option(
      names = "--library",
      paramLabel = "FILE",
      description = "Intel's libsgx_dcap_quoteverify.so.1, if not installed.")
  private @Nullable String library;

  @Option(
      names = "--qvl-library",
      paramLabel = "FILE",
      description = "Intel's low-level libQuoteVerification.so.")
  private @Nullable String qvlLibrary;

  @Option(
      names = "--collateral",
      paramLabel = "FILE|DIR",
      description = "Collateral as JSON, or a directory with a collateral.json.")
  private @Nullable Path collateral;

  @Option(
      names = "--vector",
      description =
          "The directories are test vectors: their own root.pem, and the time in their case.json,"
              + " count where no option says otherwise.")
  private boolean vector;

  @Mixin private TimeOption at;

  @Mixin private TrustAnchorOption anchor;

  @Mixin private EngineOption engine;

  @Mixin private OutputOptions output;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  CrosscheckCommand() {}

  @Override
  public Integer call() {
    Subjects subjects =
        new Subjects(
            generation.generation(),
            collateral,
            anchor.file().orElse(null),
            at.given().orElse(null),
            Clock.systemUTC().instant(),
            vector);
    Set<Against> wanted = against == null ? EnumSet.allOf(Against.class) : EnumSet.copyOf(against);
    IntelSide intel = IntelSide.load(library, qvlLibrary);
    CrosscheckRun run =
        output.isJson()
            ? CrosscheckRun.withJson(
                intel, wanted, subjects, engine.forFew(), output.out(), output.err())
            : CrosscheckRun.withText(intel, wanted, subjects, engine.forFew(), output.out());
    run.run(inputs);
    if (run.compared() == 0) {
      return ExitCode.UNDECIDED;
    }
    return run.differ() == 0 ? ExitCode.OK : ExitCode.REJECTED;
  }
}
