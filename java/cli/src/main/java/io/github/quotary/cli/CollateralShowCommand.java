package io.github.quotary.cli;

import io.github.quotary.cli.collateral.BundleFiles;
import io.github.quotary.cli.collateral.BundleJson;
import io.github.quotary.cli.collateral.BundleText;
import io.github.quotary.cli.collateral.BundleView;
import io.github.quotary.cli.input.Instants;
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

/** Says what is in a bundle. */
@Command(
    name = "show",
    description = "Says what is in a bundle: platforms, evaluation data numbers, dates.",
    mixinStandardHelpOptions = true)
final class CollateralShowCommand implements Callable<Integer> {
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
      names = "--format",
      description = "text or json. Default: ${DEFAULT-VALUE}.",
      defaultValue = "text")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  CollateralShowCommand() {}

  @Override
  public Integer call() {
    Instant time =
        Optional.ofNullable(at)
            .map(Instants::parse)
            .orElseGet(() -> Clock.tickSeconds(ZoneOffset.UTC).instant());
    BundleView view = BundleView.unchecked(BundleFiles.read(file), time);
    spec.commandLine()
        .getOut()
        .print(
            format == OutputFormat.JSON
                ? BundleJson.show(view).toPrettyString() + "\n"
                : BundleText.show(view));
    return ExitCode.OK;
  }
}
