package io.github.quotary.cli.collateral;

import io.github.quotary.cli.option.TimeOption;
import io.github.quotary.pcs.bundle.CollateralBundle;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A bundle, and the time to compare its dates with. */
final class BundleOptions {
  @Parameters(
      index = "0",
      paramLabel = "BUNDLE",
      description = "A bundle, collateral as JSON, or a directory of a service's responses.")
  private Path file;

  @Mixin private TimeOption at;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  BundleOptions() {}

  CollateralBundle bundle() {
    return BundleFiles.read(file);
  }

  /** The time; the current time is in whole seconds. */
  Instant at() {
    return at.clock(TimeOption::seconds).instant();
  }
}
