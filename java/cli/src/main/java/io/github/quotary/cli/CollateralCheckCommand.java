package io.github.quotary.cli;

import io.github.quotary.cli.collateral.BundleFiles;
import io.github.quotary.cli.collateral.BundleJson;
import io.github.quotary.cli.collateral.BundleText;
import io.github.quotary.cli.collateral.BundleView;
import io.github.quotary.cli.input.CollateralFiles;
import io.github.quotary.cli.input.Instants;
import io.github.quotary.pcs.CollateralBundle;
import io.github.quotary.pki.TrustAnchor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a bundle: signatures, chains, revocation, dates, completeness. */
@Command(
    name = "check",
    description = {
      "Checks every document of a bundle: its signature up to the root, revocation, dates; and that"
          + " none is missing.",
      "Exit code 0: all good; 10: something is not genuine or missing; 11: out of date."
    },
    mixinStandardHelpOptions = true)
final class CollateralCheckCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "BUNDLE",
      description = "A bundle, collateral as JSON, or a directory of a service's answers.")
  private Path file;

  @Option(
      names = "--at",
      paramLabel = "INSTANT|EPOCH",
      description = "The time that dates are compared with. Default: now.")
  private @Nullable String at;

  @Option(
      names = "--trust-anchor",
      paramLabel = "PEM",
      description = "Root certificate whose key is trusted in place of Intel's.")
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
  CollateralCheckCommand() {}

  @Override
  public Integer call() {
    Instant time =
        Optional.ofNullable(at)
            .map(Instants::parse)
            .orElseGet(() -> Clock.tickSeconds(ZoneOffset.UTC).instant());
    TrustAnchor anchor =
        Optional.ofNullable(trustAnchor)
            .map(CollateralFiles::readTrustAnchor)
            .orElseGet(TrustAnchor::intelSgxRootCa);
    CollateralBundle bundle = BundleFiles.read(file);
    BundleView view = new BundleView(bundle, time, bundle.check(anchor, engine.engine(), time));
    spec.commandLine()
        .getOut()
        .print(
            format == OutputFormat.JSON
                ? BundleJson.check(view).toPrettyString() + "\n"
                : BundleText.check(view));
    return switch (view.grade()) {
      case GOOD -> ExitCode.OK;
      case NOT_CURRENT -> ExitCode.NOT_TRUSTED;
      case BAD -> ExitCode.REJECTED;
    };
  }
}
