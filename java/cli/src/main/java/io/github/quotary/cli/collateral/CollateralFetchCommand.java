package io.github.quotary.cli.collateral;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.Exits;
import io.github.quotary.cli.option.OutputFile;
import io.github.quotary.cli.option.OutputOptions;
import io.github.quotary.cli.option.PcsOptions;
import io.github.quotary.cli.option.TimeOption;
import io.github.quotary.cli.option.TrustAnchorOption;
import io.github.quotary.cli.option.UnwrittenException;
import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.input.QuoteFiles;
import io.github.quotary.evidence.input.UnreadableException;
import io.github.quotary.evidence.report.Headline;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.pcs.client.PcsClient;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fetches collateral into one file. */
@Exits({ExitCode.REJECTED, ExitCode.UNDECIDED, ExitCode.MALFORMED})
@Command(
    name = "fetch",
    description = {
      "Fetches all collateral for quotes of these platforms, checks it, and writes it to one file."
          + " Nothing is written if any part is unavailable, and nothing is fetched for a quote"
          + " whose certificates are not signed up to the trust anchor."
    },
    mixinStandardHelpOptions = true)
final class CollateralFetchCommand implements Callable<Integer> {
  @Option(
      names = "--quote",
      required = true,
      arity = "1..*",
      paramLabel = "QUOTE|DIR",
      description = "Quotes of the platforms, in any form that verify accepts.")
  private List<String> quotes;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The output file; an existing one is replaced.")
  private Path out;

  @Mixin private PcsOptions pcs;

  @Option(
      names = "--update",
      split = ",",
      paramLabel = "standard|early",
      description =
          "Which data set: the one that Intel enforces, or the newest. Default: standard. May be"
              + " repeated.")
  private @Nullable List<TcbUpdate.Type> updates;

  @Option(
      names = "--tcb-evaluation-data-number",
      split = ",",
      paramLabel = "N",
      description = "The data set with this number. May be repeated.")
  private @Nullable List<Long> numbers;

  @Option(
      names = "--look-ahead",
      description =
          "Also fetches the data sets that are newer than the one in force, for verify"
              + " --look-ahead.")
  private boolean lookAhead;

  @Option(
      names = "--form",
      description = {
        "bundle: one file for all platforms. json: the JSON object that other tools exchange, for"
            + " one platform. directory: the service's responses with their headers.",
        "Default: ${DEFAULT-VALUE}."
      },
      defaultValue = "bundle")
  private BundleForm form;

  @Mixin private TrustAnchorOption anchor;

  @Mixin private TimeOption at;

  @Mixin private OutputOptions output;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  CollateralFetchCommand() {}

  /** The forms in which a bundle can be written. */
  enum BundleForm {
    /** A bundle's own file. */
    BUNDLE,
    /** The exchanged JSON. */
    JSON,
    /** A directory of responses. */
    DIRECTORY
  }

  @Override
  public Integer call() {
    if (pcs.isOffline()) {
      throw new InputException("collateral fetch needs the network; it cannot run with --offline");
    }
    Set<CollateralKey> platforms = new LinkedHashSet<>();
    Verifier verifier =
        Verifier.builder().trustAnchor(anchor.anchor()).engine(EcdsaP256.bouncyCastle()).build();
    for (String name : quotes) {
      try {
        ByteBuffer quote = QuoteFiles.quote(name);
        CollateralKey platform = verifier.platform(quote).orElse(null);
        if (platform == null) {
          return unsigned(name, verifier.verify(quote));
        }
        platforms.add(platform);
      } catch (UnreadableException e) {
        return malformed(name, e.problem());
      }
    }
    List<TcbUpdate> dataSets = dataSets();
    if (form == BundleForm.JSON && (platforms.size() > 1 || dataSets.size() > 1 || lookAhead)) {
      throw new InputException("--form json supports only one data set of one platform");
    }
    Clock clock = at.clock(TimeOption::seconds);
    try (BundleFetch fetch = fetch(clock)) {
      for (CollateralKey platform : platforms) {
        fetch.fetch(platform, dataSets);
        if (lookAhead) {
          fetch.fetchAhead(platform);
        }
      }
      CollateralBundle bundle = fetch.bundle();
      write(bundle, platforms.iterator().next());
      return report(BundleView.unchecked(bundle, clock.instant()));
    } catch (BundleFetch.UnavailableException e) {
      return undecided(String.valueOf(e.getMessage()), e.retryable());
    }
  }

  private List<TcbUpdate> dataSets() {
    List<TcbUpdate> dataSets = new ArrayList<>();
    if (updates != null) {
      dataSets.addAll(updates);
    }
    if (numbers != null) {
      for (long number : numbers) {
        try {
          dataSets.add(TcbUpdate.evaluationDataNumber(number));
        } catch (IllegalArgumentException e) {
          throw new InputException(String.valueOf(e.getMessage()));
        }
      }
    }
    return dataSets.isEmpty() ? List.of(TcbUpdate.STANDARD) : dataSets;
  }

  private BundleFetch fetch(Clock clock) {
    PcsClient client = pcs.client(anchor.anchor(), EcdsaP256.bouncyCastle(), clock);
    return new BundleFetch(client, new Warnings(output.err()), clock);
  }

  private void write(CollateralBundle bundle, CollateralKey platform) {
    switch (form) {
      case BUNDLE -> OutputFile.write(out, bundle.toJson());
      case JSON -> OutputFile.write(out, bundle.toQuoteCollateralJson(platform));
      case DIRECTORY -> {
        try {
          bundle.writeDirectory(out);
        } catch (IOException e) {
          throw UnwrittenException.of("Cannot write to " + out + ": " + e, e);
        }
      }
    }
  }

  private int report(BundleView view) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("outcome", "fetched");
    json.put("file", out.toString());
    Provenance.addAnchor(json, anchor.anchor());
    json.setAll(BundleViewJson.show(view));
    output.print(
        () -> json,
        () ->
            Headline.prefix(anchor.anchor())
                + "FETCHED: "
                + out
                + "\n"
                + BundleViewText.summary(view)
                + Provenance.root(anchor.anchor())
                + "\n");
    return ExitCode.OK;
  }

  /** What a verifier without collateral says of a quote whose platform cannot be asked for. */
  private int unsigned(String quote, VerificationResult result) {
    if (!(result instanceof Rejected rejected)) {
      return malformed(quote, "it has no PCK certificate that identifies its platform");
    }
    if (ExitCode.of(rejected) == ExitCode.MALFORMED) {
      return malformed(quote, rejected.detail());
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("outcome", "rejected");
    json.putObject("rejected")
        .put("input", quote)
        .put("reason", rejected.reason().name())
        .put("detail", rejected.detail());
    output.print(
        () -> json,
        () -> "REJECTED: " + quote + ": " + rejected.reason() + "\n  " + rejected.detail() + "\n");
    return ExitCode.REJECTED;
  }

  private int malformed(String quote, String problem) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("outcome", "malformed");
    json.putObject("malformed").put("input", quote).put("problem", problem);
    output.print(() -> json, () -> "MALFORMED: " + quote + ": " + problem + "\n");
    return ExitCode.MALFORMED;
  }

  private int undecided(String cause, boolean retryable) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("outcome", "undecided");
    json.put("cause", cause);
    json.put("retryable", retryable);
    String help = retryable ? "  a retry may help\n" : "  a retry will not help\n";
    output.print(() -> json, () -> "UNDECIDED: " + cause + "\n" + help);
    return ExitCode.UNDECIDED;
  }
}
