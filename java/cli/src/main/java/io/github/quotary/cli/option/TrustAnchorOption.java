package io.github.quotary.cli.option;

import io.github.quotary.evidence.input.CollateralFiles;
import io.github.quotary.pki.TrustAnchor;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The root of trust of every chain. */
public final class TrustAnchorOption {
  @Option(
      names = "--trust-anchor",
      paramLabel = "PEM|DER",
      description = "Root certificate whose key is trusted instead of Intel's.")
  private @Nullable Path file;

  /** The certificate's file, if one was given. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /** The given root, or else that of the input; Intel's if the input has none either. */
  public TrustAnchor anchor(Supplier<Optional<Path>> ofInput) {
    return CollateralFiles.trustAnchor(file().or(ofInput));
  }

  /** The given root; Intel's if none was given. */
  public TrustAnchor anchor() {
    return CollateralFiles.trustAnchor(file());
  }
}
