package io.github.quotary.cli.collateral;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.pcs.cache.CachingCollateralSource;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pcs.document.TrustedDocument;
import io.github.quotary.pcs.lookahead.Forecast;
import io.github.quotary.pcs.lookahead.LookAhead;
import io.github.quotary.verify.FullReport;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    public List<TrustedDocument> documents() {
      return fetching.cachedDocuments();
    }

    @Override
    public void close() {
      fetching.close();
    }
  }

  /** Services that are opened only if a quote needs them. Thread-safe. */
  final class OnDemand implements Statements {
    private final String name;
    private final Supplier<Fetched> opening;
    private @Nullable Fetched opened;

    OnDemand(String name, Supplier<Fetched> opening) {
      this.name = name;
      this.opening = opening;
    }

    private synchronized Fetched open() {
      if (opened == null) {
        opened = opening.get();
      }
      return opened;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public CollateralSource source() {
      return key -> open().source().find(key);
    }

    @Override
    public List<Forecast> lookAhead(Verifier verifier, ByteBuffer quote, Instant at) {
      return open().lookAhead(verifier, quote, at);
    }

    @Override
    public FullReport early(Verifier verifier, ByteBuffer quote, Instant at, boolean full) {
      return open().early(verifier, quote, at, full);
    }

    @Override
    public synchronized List<TrustedDocument> documents() {
      return opened == null ? List.of() : opened.documents();
    }

    @Override
    public synchronized void close() {
      if (opened != null) {
        opened.close();
      }
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
          verifier.platform(quote).map(bundled.bundle()::find).orElse(null) instanceof Lookup.Found;
      if (!forecasts.isEmpty() || !isKnown) {
        return forecasts;
      }
    }
    throw new InputException(
        "--look-ahead needs --pcs, or a bundle made by 'quotary collateral fetch --look-ahead'");
  }

  /**
   * The verdict under the early data set: undecided if it cannot be had.
   *
   * @param full whether every check is evaluated
   */
  default FullReport early(Verifier verifier, ByteBuffer quote, Instant at, boolean full) {
    LookAhead lookAhead;
    if (this instanceof Fetched fetched) {
      lookAhead = new LookAhead(fetched.fetching(), verifier);
    } else if (this instanceof Bundled bundled) {
      lookAhead = new LookAhead(bundled.bundle(), verifier);
    } else {
      Verifier without = verifier.withCollateralSource(key -> noEarly());
      return full
          ? without.report(quote, at)
          : new FullReport(without.verify(quote, at), List.of());
    }
    return full
        ? lookAhead.report(quote, TcbUpdate.EARLY, at)
        : new FullReport(lookAhead.verdict(quote, TcbUpdate.EARLY, at), List.of());
  }

  private static Lookup noEarly() {
    return new Lookup.Unavailable(
        "The early data set is not in the collateral that was given; use --pcs, or a bundle made by"
            + " 'quotary collateral fetch --look-ahead'",
        false);
  }

  /** The verdicts under data sets that are not in force, as far as they are there. */
  default List<Forecast> available(Verifier verifier, ByteBuffer quote, Instant at) {
    if (this instanceof Bundled bundled) {
      return new LookAhead(bundled.bundle(), verifier).forecasts(quote, at);
    }
    return this instanceof Given ? List.of() : lookAhead(verifier, quote, at);
  }

  /** The documents in memory. */
  default List<TrustedDocument> documents() {
    return List.of();
  }

  @Override
  default void close() {}
}
