package io.github.quotary.cli.collateral;

import io.github.quotary.cli.option.PcsOptions;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.pcs.cache.CachingCollateralSource;
import io.github.quotary.pcs.client.PcsClient;
import io.github.quotary.pki.TrustAnchor;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the collateral of quotes comes from: files, services, or both. */
public final class CollateralOptions {
  @Option(
      names = "--collateral",
      paramLabel = "FILE|DIR",
      description =
          "A bundle, collateral as JSON, a directory with either as collateral.json, or a directory"
              + " of a service's responses with their headers.")
  private @Nullable Path collateral;

  @Mixin private PcsOptions pcs;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Caches what --pcs fetches in this directory, for this and later runs.")
  private @Nullable Path cache;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  CollateralOptions() {}

  /**
   * The source that was given: services, starting with the collateral of a file if there is one, or
   * the file alone. Empty if none was given.
   *
   * @param err where warnings go
   */
  public Optional<Statements> statements(
      TrustAnchor anchor, EcdsaP256 engine, Clock clock, PrintWriter err) {
    if (pcs.isNamed()) {
      return Optional.of(fetched(pcs.client(anchor, engine, clock), err));
    }
    if (cache != null) {
      throw new InputException("--cache needs --pcs");
    }
    return Optional.ofNullable(collateral).map(BundleFiles::readStatements);
  }

  private Statements fetched(PcsClient client, PrintWriter err) {
    CachingCollateralSource.Builder builder =
        CachingCollateralSource.builder(client)
            .listener(new Warnings(err))
            .maxWait(BundleFetch.PATIENCE);
    if (collateral != null) {
      builder.bundle(BundleFiles.read(collateral));
    }
    if (cache != null) {
      builder.store(cache);
    }
    try {
      return new Statements.Fetched(builder.build(), name());
    } catch (UncheckedIOException e) {
      throw new InputException(e.getMessage() + ": " + e.getCause());
    }
  }

  /** The services, and what else is asked. */
  private String name() {
    return (collateral == null ? "" : collateral + ", ")
        + pcs.name()
        + (cache == null ? "" : ", cache " + cache);
  }

  /** The error for a quote without its own collateral. */
  public static InputException missing() {
    return new InputException("No collateral: use --collateral FILE, --pcs URL or a directory");
  }
}
