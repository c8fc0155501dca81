package io.github.quotary.cli.collateral;

import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.OutputOptions;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the contents of a bundle. */
@Command(
    name = "show",
    description = "Shows the contents of a bundle: platforms, evaluation data numbers, dates.",
    mixinStandardHelpOptions = true)
final class CollateralShowCommand implements Callable<Integer> {
  @Mixin private BundleOptions bundle;

  @Mixin private OutputOptions output;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  CollateralShowCommand() {}

  @Override
  public Integer call() {
    Instant at = bundle.at();
    BundleView view = BundleView.unchecked(bundle.bundle(), at);
    output.print(() -> BundleViewJson.show(view), () -> BundleViewText.show(view));
    return ExitCode.OK;
  }
}
