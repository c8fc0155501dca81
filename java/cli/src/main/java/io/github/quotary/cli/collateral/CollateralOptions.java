package io.github.quotary.cli.collateral;

import io.github.quotary.cli.option.PcsOptions;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.pcs.cache.CachingCollateralSource;
import io.github.quotary.pcs.client.PcsClient;
import io.github.quotary.pki.TrustAnchor;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
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
      description =
          "Caches what is fetched in this directory, for this and later runs. Default without"
              + " --pcs: quotary in the user's cache folder.")
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
      return Optional.of(fetched(pcs.client(anchor, engine, clock), cache, err));
    }
    if (cache != null && collateral != null) {
      throw new InputException("--cache has no use for --collateral alone: add --pcs");
    }
    return Optional.ofNullable(collateral).map(BundleFiles::readStatements);
  }

  /**
   * The source for quotes that come without collateral: Intel's service and the user's cache, or
   * the cache alone if offline. Opened when a quote needs it; standard error then says who is
   * asked.
   *
   * @param err where warnings go
   */
  public Statements ofService(TrustAnchor anchor, EcdsaP256 engine, Clock clock, PrintWriter err) {
    PcsClient client = pcs.client(anchor, engine, clock);
    Path folder = cache == null ? UserCache.folder() : cache;
    boolean exists = cache != null || Files.exists(folder);
    return new Statements.OnDemand(
        name(folder),
        () -> {
          if (pcs.isOffline()) {
            return fetched(client, exists ? folder : null, err);
          }
          Statements.Fetched service = fetched(client, folder, err);
          err.println("quotary: no collateral was given: asking Intel's service, cache " + folder);
          return service;
        });
  }

  private Statements.Fetched fetched(PcsClient client, @Nullable Path folder, PrintWriter err) {
    CachingCollateralSource.Builder builder =
        CachingCollateralSource.builder(client)
            .listener(new Warnings(err))
            .maxWait(BundleFetch.PATIENCE);
    if (collateral != null) {
      builder.bundle(BundleFiles.read(collateral));
    }
    if (folder != null) {
      builder.store(folder);
    }
    try {
      return new Statements.Fetched(builder.build(), name(folder));
    } catch (UncheckedIOException e) {
      throw new InputException(
          e.getCause() instanceof FileSystemException file && file.getReason() != null
              ? e.getMessage() + ": " + file.getReason()
              : e.getMessage() + ": " + e.getCause());
    }
  }

  /** The services, and what else is asked. */
  private String name(@Nullable Path folder) {
    return (collateral == null ? "" : collateral + ", ")
        + (pcs.isOffline() ? "no service (offline)" : pcs.name())
        + (folder == null ? "" : ", cache " + folder);
  }

  /** Where collateral comes from, without the paths of this machine: for strangers. */
  public String publicName(Statements statements) {
    if (!(statements instanceof Statements.Fetched || statements instanceof Statements.OnDemand)) {
      return "a file of the service";
    }
    return (collateral == null ? "" : "a file of the service, ")
        + (pcs.isOffline() ? "no service (offline)" : pcs.name())
        + ", cached";
  }
}
