package io.github.quotary.cli.collateral;

import io.github.quotary.cli.option.EngineOption;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.Exits;
import io.github.quotary.cli.option.OutputOptions;
import io.github.quotary.cli.option.TrustAnchorOption;
import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.pki.TrustAnchor;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks a bundle: signatures, chains, revocation, dates, completeness. */
@Exits({ExitCode.REJECTED, ExitCode.NOT_TRUSTED})
@Command(
    name = "check",
    description = {
      "Checks every document of a bundle: its signature up to the root, revocation and dates; and"
          + " that none is missing.",
      "Exit code 0: all good; 10: something is missing or not genuine; 11: out of date."
    },
    mixinStandardHelpOptions = true)
final class CollateralCheckCommand implements Callable<Integer> {
  @Mixin private BundleOptions bundle;

  @Mixin private TrustAnchorOption anchor;

  @Mixin private EngineOption engine;

  @Mixin private OutputOptions output;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  CollateralCheckCommand() {}

  @Override
  public Integer call() {
    Instant at = bundle.at();
    TrustAnchor root = anchor.anchor();
    CollateralBundle read = bundle.bundle();
    BundleView view = new BundleView(read, at, read.check(root, engine.forFew(), at));
    output.print(() -> BundleViewJson.check(view, root), () -> BundleViewText.check(view, root));
    return switch (view.grade()) {
      case GOOD -> ExitCode.OK;
      case NOT_CURRENT -> ExitCode.NOT_TRUSTED;
      case BAD -> ExitCode.REJECTED;
    };
  }
}
