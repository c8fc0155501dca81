package io.github.quotary.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.cli.collateral.BundleFetch;
import io.github.quotary.cli.collateral.BundleFiles;
import io.github.quotary.cli.collateral.LookAheadReport;
import io.github.quotary.cli.collateral.Statements;
import io.github.quotary.cli.collateral.Warnings;
import io.github.quotary.cli.ear.EarClaims;
import io.github.quotary.cli.ear.EarSigner;
import io.github.quotary.cli.input.BoundedFiles;
import io.github.quotary.cli.input.CollateralFiles;
import io.github.quotary.cli.input.EarKeys;
import io.github.quotary.cli.input.InputException;
import io.github.quotary.cli.input.Instants;
import io.github.quotary.cli.input.PolicyFiles;
import io.github.quotary.cli.input.QuoteDecoder;
import io.github.quotary.cli.input.VectorDirectory;
import io.github.quotary.cli.report.JsonReport;
import io.github.quotary.cli.report.TextReport;
import io.github.quotary.pcs.CachingCollateralSource;
import io.github.quotary.pcs.Forecast;
import io.github.quotary.pcs.PcsEndpoint;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.Policy;
import io.github.quotary.tcb.QvlGeneration;
import io.github.quotary.verify.FullReport;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One quote, one verdict. */
@Command(
    name = "verify",
    description = "Verifies a quote and says why it is or is not trusted.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "QUOTE|DIR",
      description = {
        "The quote: raw, hex, base64, JSON with a member 'quote', or a JSON array of bytes;"
            + " '-' is standard input.",
        "Or a directory with quote.bin, collateral.json, root.pem and case.json."
      })
  private String input;

  @Option(
      names = "--collateral",
      paramLabel = "FILE|DIR",
      description =
          "A bundle, collateral as JSON, a directory that has either as collateral.json, or a"
              + " directory of a service's answers with their headers.")
  private @Nullable Path collateral;

  @Mixin private PcsOptions pcs;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Keeps what --pcs fetches in this directory, for this and the next runs.")
  private @Nullable Path cache;

  @Option(
      names = "--at",
      paramLabel = "INSTANT|EPOCH",
      description = "Time of verification, such as 2026-08-20T00:00:00Z. Default: now.")
  private @Nullable String at;

  @Option(
      names = "--trust-anchor",
      paramLabel = "PEM",
      description = "Root certificate whose key is trusted in place of Intel's.")
  private @Nullable Path trustAnchor;

  @Option(
      names = "--generation",
      converter = GenerationConverter.class,
      description = "Which QVL to decide like: 1.26 or 1.27. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1.27")
  private QvlGeneration generation;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "Policy as JSON, in place of the strict one; 'quotary policy check' explains it.")
  private @Nullable Path policy;

  @Option(
      names = "--engine",
      description = "Who verifies signatures: auto, bc or java. Default: ${DEFAULT-VALUE}.",
      defaultValue = "auto")
  private EngineOption engine;

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

  @Option(
      names = "--format",
      description = "text or json. Default: ${DEFAULT-VALUE}.",
      defaultValue = "text")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  VerifyCommand() {}

  @Override
  public Integer call() {
    Optional<VectorDirectory> directory =
        Optional.of(input)
            .filter(name -> !name.equals("-") && Files.isDirectory(Path.of(name)))
            .map(name -> new VectorDirectory(Path.of(name)));
    byte[] quote =
        directory
            .map(VectorDirectory::quote)
            .orElseGet(() -> QuoteDecoder.decode(BoundedFiles.read(input)));
    Optional<Instant> given =
        Optional.ofNullable(at)
            .map(Instants::parse)
            .or(() -> directory.flatMap(VectorDirectory::at));
    Instant time = given.orElseGet(() -> Clock.systemUTC().instant());
    Clock clock =
        given.map(instant -> Clock.fixed(instant, ZoneOffset.UTC)).orElseGet(Clock::systemUTC);
    TrustAnchor anchor =
        Optional.ofNullable(trustAnchor)
            .or(() -> directory.flatMap(VectorDirectory::trustAnchor))
            .map(CollateralFiles::readTrustAnchor)
            .orElseGet(TrustAnchor::intelSgxRootCa);
    Policy demands = Optional.ofNullable(policy).map(PolicyFiles::read).orElseGet(Policy::strict);
    Optional<EarSigner> signer = Optional.ofNullable(earKey).map(EarKeys::read);
    if (signer.isPresent() && lookAhead) {
      throw new InputException("A token has no room for --look-ahead");
    }
    try (Statements statements = statements(directory, anchor, clock)) {
      Verifier verifier =
          Verifier.builder()
              .trustAnchor(anchor)
              .generation(generation)
              .engine(engine.engine())
              .policy(demands)
              .collateralSource(statements.source())
              .build();
      ByteBuffer bytes = ByteBuffer.wrap(quote);
      FullReport report = statements.verify(verifier, bytes, time, full);
      Optional<List<Forecast>> forecasts =
          lookAhead
              ? Optional.of(statements.lookAhead(verifier, anchor, bytes, time))
              : Optional.empty();
      VerificationResult result = report.result();
      PrintWriter out = spec.commandLine().getOut();
      if (signer.isPresent()) {
        out.println(
            signer.get().sign(EarClaims.of(result, demands, time, VersionProvider.version())));
      } else if (format == OutputFormat.JSON) {
        ObjectNode json = full ? JsonReport.of(report) : JsonReport.of(result);
        forecasts.ifPresent(list -> json.set("lookAhead", LookAheadReport.json(list)));
        out.println(json.toPrettyString());
      } else {
        out.print(TextReport.of(result, time, anchor, generation));
        out.print(full ? TextReport.of(report.checks()) : "");
        out.print(forecasts.map(LookAheadReport::text).orElse(""));
      }
      return ExitCode.of(result);
    }
  }

  /** What was named on the command line comes before what lies in the directory. */
  private Statements statements(
      Optional<VectorDirectory> directory, TrustAnchor anchor, Clock clock) {
    List<PcsEndpoint> services = pcs.endpoints();
    if (!services.isEmpty()) {
      return fetched(services, anchor, clock);
    }
    if (cache != null) {
      throw new InputException("--cache needs --pcs");
    }
    Path file =
        Optional.ofNullable(collateral)
            .or(() -> directory.flatMap(VectorDirectory::collateral))
            .orElseThrow(
                () ->
                    new InputException(
                        "No collateral: give --collateral FILE, --pcs URL or a directory"));
    return BundleFiles.readStatements(file);
  }

  private Statements fetched(List<PcsEndpoint> services, TrustAnchor anchor, Clock clock) {
    CachingCollateralSource.Builder builder =
        CachingCollateralSource.builder(pcs.client(services, anchor, engine.engine(), clock))
            .listener(new Warnings(spec.commandLine().getErr()))
            .maxWait(BundleFetch.PATIENCE);
    if (collateral != null) {
      builder.bundle(BundleFiles.read(collateral));
    }
    if (cache != null) {
      builder.store(cache);
    }
    try {
      return new Statements.Fetched(builder.build());
    } catch (UncheckedIOException e) {
      throw new InputException(e.getMessage() + ": " + e.getCause());
    }
  }
}
