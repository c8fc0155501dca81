package io.github.quotary.cli.verify;

import io.github.quotary.cli.collateral.BundleFiles;
import io.github.quotary.cli.collateral.CollateralOptions;
import io.github.quotary.cli.collateral.Statements;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.Exits;
import io.github.quotary.cli.option.OutputOptions;
import io.github.quotary.cli.option.QuoteParameter;
import io.github.quotary.cli.option.TimeOption;
import io.github.quotary.cli.option.VerifierOptions;
import io.github.quotary.cli.option.VersionProvider;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.evidence.ear.EarClaims;
import io.github.quotary.evidence.ear.EarKeys;
import io.github.quotary.evidence.ear.EarSigner;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.input.QuoteDirectory;
import io.github.quotary.evidence.report.InputChecks;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.pcs.lookahead.Forecast;
import io.github.quotary.verify.FullReport;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Verifies one quote. */
@Exits({ExitCode.REJECTED, ExitCode.NOT_TRUSTED, ExitCode.MALFORMED, ExitCode.UNDECIDED})
@Command(
    name = "verify",
    description = "Verifies a quote and explains why it is or is not trusted.",
    mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {
  @Mixin private QuoteParameter input;

  @Option(
      names = "--vector",
      description =
          "DIR is a test vector: its own root.pem, and time and policy in its case.json, count where"
              + " no option says otherwise.")
  private boolean vector;

  @Mixin private CollateralOptions collateral;

  @Mixin private TimeOption at;

  @Mixin private VerifierOptions options;

  @Option(
      names = "--full",
      description =
          "Reports everything: every field of the quote, every objection, and every check, not only"
              + " the first that fails. Default: ten lines.")
  private boolean full;

  @Option(
      names = "--look-ahead",
      description =
          "Also shows the verdict under data sets that are not in force yet; the exit code stays"
              + " that of the current verdict unless --require says otherwise. Needs --pcs, or a"
              + " bundle with several data sets.")
  private boolean lookAhead;

  @Mixin private RequireOption require;

  @Option(
      names = "--ear-key",
      paramLabel = "JWK",
      description =
          "Writes the verdict as a signed token (EAT Attestation Result, JWT) instead; the file"
              + " contains a private EC key as JWK ('quotary help tokens' says how to make one).")
  private @Nullable Path earKey;

  @Option(
      names = "--ear-test-root",
      description =
          "Signs a token also for a test vector, and under a root that is not Intel's, where it"
              + " claims no hardware; its status is no better than a warning.")
  private boolean earTestRoot;

  @Mixin private OutputOptions output;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  VerifyCommand() {}

  @Override
  public Integer call() {
    VerifyInput given = VerifyInput.of(input, vector, at, options);
    Optional<EarSigner> signer = signer(given);
    EcdsaP256 engine = options.engine().forFew();
    try (Statements statements = statements(given, engine)) {
      Verifier verifier =
          options
              .builder(given.anchor(), given.policy(), engine)
              .collateralSource(statements.source())
              .build();
      VerifyAnswer answer = answer(given, statements, verifier);
      signer.ifPresentOrElse(
          key -> output.out().println(key.sign(claims(answer))),
          () -> output.print(answer::json, answer::text));
      return answer.exitCode();
    }
  }

  private Optional<EarSigner> signer(VerifyInput given) {
    Optional<EarSigner> signer = Optional.ofNullable(earKey).map(EarKeys::read);
    if (signer.isPresent() && lookAhead) {
      throw new InputException("--look-ahead cannot be combined with --ear-key");
    }
    if (signer.isPresent() && require.isEarly()) {
      throw new InputException(
          "--require early cannot be combined with --ear-key: a token states the verdict under the"
              + " data set in force");
    }
    boolean isTest = given.isVector() || !given.anchor().isIntel();
    if (signer.isPresent() && isTest && !earTestRoot) {
      throw new InputException(
          "No token is signed for a test vector, or under a root that is not Intel's; for a test,"
              + " add --ear-test-root");
    }
    return signer;
  }

  /**
   * The collateral that the options give; that of the quote's directory, if they give none; that of
   * Intel's service, if it has none.
   */
  private Statements statements(VerifyInput given, EcdsaP256 engine) {
    return collateral
        .statements(given.anchor(), engine, given.clock(), output.err())
        .or(
            () ->
                given
                    .directory()
                    .flatMap(QuoteDirectory::collateral)
                    .map(BundleFiles::readStatements))
        .or(() -> ofInput(given))
        .orElseGet(() -> collateral.ofService(given.anchor(), engine, given.clock(), output.err()));
  }

  /** The collateral that came with the quote in one file. */
  private Optional<Statements> ofInput(VerifyInput given) {
    List<Collateral> own = given.found().collateral();
    if (own.size() > 1) {
      throw new InputException(
          input.name()
              + " has "
              + own.size()
              + " different sets of collateral; give one with --collateral");
    }
    return own.stream()
        .findFirst()
        .map(collateral -> new Statements.Given(collateral, ownCollateral()));
  }

  private List<String> notes(VerifyInput given, Statements statements) {
    List<String> notes = new ArrayList<>(given.found().notes());
    if (!given.found().collateral().isEmpty() && !statements.name().equals(ownCollateral())) {
      notes.add("the collateral in the input was not used: it is from " + statements.name());
    }
    return notes;
  }

  private String ownCollateral() {
    return "the quote's file " + input.name();
  }

  private VerifyAnswer answer(VerifyInput given, Statements statements, Verifier verifier) {
    ByteBuffer quote = given.quote().bytes();
    FullReport inForce = statements.verify(verifier, quote, given.at(), full);
    Optional<Required> required =
        require.isEarly()
            ? Optional.of(
                new Required(inForce, statements.early(verifier, quote, given.at(), full)))
            : Optional.empty();
    FullReport report = required.map(Required::deciding).orElse(inForce);
    List<String> notes = notes(given, statements);
    notes.forEach(note -> output.err().println("quotary: note: " + note));
    InputChecks checks =
        InputChecks.of(report.result(), given.quote().bindings(), given.found().logs());
    return new VerifyAnswer(
        new FullReport(checks.result(), report.checks()),
        checks,
        notes,
        new Provenance(
            given.timeSource(), statements.name(), VersionProvider.version(), given.isVector()),
        full,
        forecasts(given, statements, verifier),
        required);
  }

  private Optional<List<Forecast>> forecasts(
      VerifyInput given, Statements statements, Verifier verifier) {
    ByteBuffer quote = given.quote().bytes();
    if (lookAhead) {
      return Optional.of(statements.lookAhead(verifier, quote, given.at()));
    }
    return require.isEarly()
        ? Optional.of(statements.available(verifier, quote, given.at()))
        : Optional.empty();
  }

  private Map<String, Object> claims(VerifyAnswer answer) {
    Instant now = Clock.systemUTC().instant();
    Map<String, Object> claims = EarClaims.of(answer.report().result(), answer.provenance(), now);
    if (claims.get("exp") instanceof Long expiry && expiry <= now.getEpochSecond()) {
      output
          .err()
          .println(
              "quotary: warning: the token has expired already, at "
                  + Instant.ofEpochSecond(expiry)
                  + ", with the collateral");
    }
    return claims;
  }
}
