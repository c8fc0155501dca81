package io.github.quotary.cli;

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
import io.github.quotary.collateral.Collateral;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.Policy;
import io.github.quotary.tcb.QvlGeneration;
import io.github.quotary.verify.FullReport;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
      description = "Collateral as JSON, or a directory that has it as collateral.json.")
  private @Nullable Path collateral;

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
    Path collateralFile =
        Optional.ofNullable(collateral)
            .or(() -> directory.flatMap(VectorDirectory::collateral))
            .orElseThrow(
                () -> new InputException("No collateral: give --collateral FILE or a directory"));
    Instant time =
        Optional.ofNullable(at)
            .map(Instants::parse)
            .or(() -> directory.flatMap(VectorDirectory::at))
            .orElseGet(() -> Clock.systemUTC().instant());
    TrustAnchor anchor =
        Optional.ofNullable(trustAnchor)
            .or(() -> directory.flatMap(VectorDirectory::trustAnchor))
            .map(CollateralFiles::readTrustAnchor)
            .orElseGet(TrustAnchor::intelSgxRootCa);
    Policy demands = Optional.ofNullable(policy).map(PolicyFiles::read).orElseGet(Policy::strict);
    Optional<EarSigner> signer = Optional.ofNullable(earKey).map(EarKeys::read);
    Verifier verifier =
        Verifier.builder()
            .trustAnchor(anchor)
            .generation(generation)
            .engine(engine.engine())
            .policy(demands)
            .build();
    Collateral statements = CollateralFiles.read(collateralFile);
    ByteBuffer bytes = ByteBuffer.wrap(quote);
    FullReport report =
        full
            ? verifier.report(bytes, statements, time)
            : new FullReport(verifier.verify(bytes, statements, time), List.of());
    VerificationResult result = report.result();
    PrintWriter out = spec.commandLine().getOut();
    if (signer.isPresent()) {
      out.println(
          signer.get().sign(EarClaims.of(result, demands, time, VersionProvider.version())));
    } else if (format == OutputFormat.JSON) {
      out.println((full ? JsonReport.of(report) : JsonReport.of(result)).toPrettyString());
    } else {
      out.print(TextReport.of(result, time, anchor, generation));
      out.print(full ? TextReport.of(report.checks()) : "");
    }
    return ExitCode.of(result);
  }
}
