package io.github.quotary.cli.collateral;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.pcs.cache.CachingCollateralSource;
import io.github.quotary.pcs.document.QuotePlatform;
import io.github.quotary.pcs.lookahead.Forecast;
import io.github.quotary.pcs.lookahead.LookAhead;
import io.github.quotary.verify.FullReport;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** Where one quote's collateral comes from: given for this quote, a bundle, or a service. */
public sealed interface Statements extends AutoCloseable {
  /** Collateral that was given for the quote, whatever the quote says. */
  record Given(Collateral collateral, String name) implements Statements {
    @Override
    public CollateralSource source() {
      return CollateralSource.of(collateral);
    }

    @Override
    public FullReport verify(Verifier verifier, ByteBuffer quote, Instant at, boolean full) {
      return full
          ? verifier.report(quote, collateral, at)
          : new FullReport(verifier.verify(quote, collateral, at), List.of());
    }
  }

  /** A bundle, which is looked into for the quote's platform. */
  record Bundled(CollateralBundle bundle, String name) implements Statements {
    @Override
    public CollateralSource source() {
      return bundle;
    }
  }

  /** Services, and what is kept of their answers. */
  record Fetched(CachingCollateralSource fetching, String name) implements Statements {
    @Override
    public CollateralSource source() {
      return fetching;
    }

    @Override
    public void close() {
      fetching.close();
    }
  }

  /** The file or the services, for the answer. */
  String name();

  /** What a verifier is built with. */
  CollateralSource source();

  /**
   * The verdict.
   *
   * @param verifier one that was built with {@link #source}
   * @param full whether every check is evaluated
   */
  default FullReport verify(Verifier verifier, ByteBuffer quote, Instant at, boolean full) {
    return full
        ? verifier.report(quote, at)
        : new FullReport(verifier.verify(quote, at), List.of());
  }

  /**
   * The verdicts under data sets that are not in force.
   *
   * @throws InputException if there is one data set only
   */
  default List<Forecast> lookAhead(Verifier verifier, ByteBuffer quote, Instant at) {
    if (this instanceof Fetched fetched) {
      return new LookAhead(fetched.fetching(), verifier).forecasts(quote, at);
    }
    if (this instanceof Bundled bundled) {
      List<Forecast> forecasts = new LookAhead(bundled.bundle(), verifier).forecasts(quote, at);
      boolean isKnown =
          QuotePlatform.of(quote).map(bundled.bundle()::find).orElse(null) instanceof Lookup.Found;
      if (!forecasts.isEmpty() || !isKnown) {
        return forecasts;
      }
    }
    throw new InputException(
        "--look-ahead needs --pcs, or a bundle made by 'quotary collateral fetch --look-ahead'");
  }

  @Override
  default void close() {}
}
