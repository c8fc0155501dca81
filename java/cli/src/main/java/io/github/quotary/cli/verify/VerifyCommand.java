package io.github.quotary.cli.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.cli.collateral.BundleFiles;
import io.github.quotary.cli.collateral.CollateralOptions;
import io.github.quotary.cli.collateral.LookAheadReport;
import io.github.quotary.cli.collateral.Statements;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.OutputOptions;
import io.github.quotary.cli.option.QuoteParameter;
import io.github.quotary.cli.option.TimeOption;
import io.github.quotary.cli.option.VerifierOptions;
import io.github.quotary.cli.option.VersionProvider;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.evidence.ear.EarClaims;
import io.github.quotary.evidence.ear.EarKeys;
import io.github.quotary.evidence.ear.EarSigner;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.input.VectorDirectory;
import io.github.quotary.evidence.report.JsonReport;
import io.github.quotary.evidence.report.TextReport;
import io.github.quotary.pcs.lookahead.Forecast;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.verify.FullReport;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One quote, one verdict. */
@Command(
    name = "verify",
    description = "Verifies a quote and says why it is or is not trusted.",
    mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {
  @Mixin private QuoteParameter input;

  @Mixin private CollateralOptions collateral;

  @Mixin private TimeOption at;

  @Mixin private VerifierOptions options;

  @Option(
      names = "--full",
      description = "Evaluates and reports every check, not only the first that fails.")
  private boolean full;

  @Option(
      names = "--look-ahead",
      description =
          "Says besides what the verdict would be under data sets that are not in force yet; the"
              + " exit code is that of the present one. Needs --pcs, or a bundle with several.")
  private boolean lookAhead;

  @Option(
      names = "--ear-key",
      paramLabel = "JWK",
      description =
          "Writes the verdict as a signed token (EAT Attestation Result, JWT) instead; the file is"
              + " a private EC key as JWK.")
  private @Nullable Path earKey;

  @Mixin private OutputOptions output;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  VerifyCommand() {}

  @Override
  public Integer call() {
    Optional<VectorDirectory> directory = input.directory();
    ByteBuffer quote = ByteBuffer.wrap(input.bytes());
    Clock clock =
        at.clock(
            () ->
                directory
                    .flatMap(VectorDirectory::at)
                    .map(TimeOption::at)
                    .orElseGet(Clock::systemUTC));
    Instant time = clock.instant();
    TrustAnchor anchor =
        options.anchor().anchor(() -> directory.flatMap(VectorDirectory::trustAnchor));
    QuotePolicy policy = options.policy();
    Optional<EarSigner> signer = Optional.ofNullable(earKey).map(EarKeys::read);
    if (signer.isPresent() && lookAhead) {
      throw new InputException("A token has no room for --look-ahead");
    }
    EcdsaP256 engine = options.engine().forFew();
    try (Statements statements =
        collateral
            .statements(anchor, engine, clock, output.err())
            .orElseGet(() -> statements(directory))) {
      Verifier verifier =
          options.builder(anchor, policy, engine).collateralSource(statements.source()).build();
      FullReport report = statements.verify(verifier, quote, time, full);
      Optional<List<Forecast>> forecasts =
          lookAhead
              ? Optional.of(statements.lookAhead(verifier, anchor, quote, time))
              : Optional.empty();
      if (signer.isPresent()) {
        Map<String, Object> claims =
            EarClaims.of(report.result(), policy, time, VersionProvider.version());
        output.out().println(signer.get().sign(claims));
      } else {
        output.print(
            () -> json(report, forecasts),
            () ->
                TextReport.of(report.result(), time, anchor, options.generation())
                    + besides(report, forecasts));
      }
      return ExitCode.of(report.result());
    }
  }

  private static Statements statements(Optional<VectorDirectory> directory) {
    return directory
        .flatMap(VectorDirectory::collateral)
        .map(BundleFiles::readStatements)
        .orElseThrow(CollateralOptions::missing);
  }

  private ObjectNode json(FullReport report, Optional<List<Forecast>> forecasts) {
    ObjectNode json = full ? JsonReport.of(report) : JsonReport.of(report.result());
    forecasts.ifPresent(list -> json.set("lookAhead", LookAheadReport.json(list)));
    return json;
  }

  /** The text that follows the verdict. */
  private String besides(FullReport report, Optional<List<Forecast>> forecasts) {
    return (full ? TextReport.of(report.checks()) : "")
        + forecasts.map(LookAheadReport::text).orElse("");
  }
}
