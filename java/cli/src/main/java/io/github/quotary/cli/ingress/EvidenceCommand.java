package io.github.quotary.cli.ingress;

import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.Exits;
import io.github.quotary.cli.option.OutputOptions;
import io.github.quotary.cli.option.QuietWriter;
import io.github.quotary.cli.option.UnwrittenException;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.guest.QuoteDetection;
import io.github.quotary.guest.provider.Answer;
import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.evidence.Evidence;
import io.github.quotary.ingress.evidence.EvidenceFiles;
import io.github.quotary.ingress.evidence.EvidencePublisher;
import io.github.quotary.ingress.evidence.QuoteJson;
import io.github.quotary.ingress.run.EvidenceDirectory;
import io.github.quotary.ingress.run.Outlook;
import io.github.quotary.ingress.state.FileWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes evidence of the certificates at hand. */
@Exits({ExitCode.REJECTED, ExitCode.UNDECIDED})
@Command(
    name = "evidence",
    description = {
      "Asks the TEE for a new quote over the certificates and the account in the state directory,"
          + " writes the evidence to EVIDENCE_DIR or --out, and prints its manifest.",
      "It does not look whether these certificates are served: a running ingress publishes its own"
          + " evidence, and keeps it.",
      "Exit code 10 if there is no certificate or no account yet, 40 if there is no quote."
    },
    mixinStandardHelpOptions = true)
final class EvidenceCommand implements Callable<Integer> {
  @Mixin private IngressOptions options;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write it. Default: EVIDENCE_DIR.")
  private @Nullable Path out;

  @Mixin private OutputOptions output;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  EvidenceCommand() {}

  @Override
  public Integer call() {
    Configuration configuration = options.configuration(output.err());
    Outlook outlook = IngressOptions.outlook(configuration);
    Optional<EvidenceFiles> files;
    try {
      files = outlook.evidenceAtHand();
    } catch (IOException e) {
      throw new InputException("The state directory cannot be read: " + FileWords.of(e));
    }
    if (files.isEmpty()) {
      tell(
          "there is no certificate of these names in "
              + configuration.operation().stateDirectory()
              + " yet; quotary ingress run gets one");
      return ExitCode.REJECTED;
    }
    QuoteDetection quotes = outlook.quotes();
    if (quotes.provider().isEmpty()) {
      tell(IngressOptions.oneLine(quotes));
      return ExitCode.UNDECIDED;
    }
    Answer<Evidence> evidence =
        new EvidencePublisher(QuoteJson.of(quotes.provider().get())).publish(files.get());
    if (evidence.fault().isPresent()) {
      tell(evidence.fault().get().message());
      return ExitCode.UNDECIDED;
    }
    write(
        out == null ? Path.of(configuration.evidence().directory()) : out,
        evidence.found().orElseThrow());
    output.out().print(new String(files.get().manifest(), StandardCharsets.US_ASCII));
    return ExitCode.OK;
  }

  private void tell(String error) {
    QuietWriter.errors(output.err()).println("quotary: " + error);
  }

  private static void write(Path folder, Evidence evidence) {
    try {
      new EvidenceDirectory(folder).write(evidence);
    } catch (IOException e) {
      throw UnwrittenException.of("Cannot write evidence to " + folder + ": " + FileWords.of(e), e);
    }
  }
}
