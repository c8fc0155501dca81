package io.github.quotary.cli;

import io.github.quotary.cli.input.BoundedFiles;
import io.github.quotary.cli.input.QuoteDecoder;
import io.github.quotary.cli.input.VectorDirectory;
import io.github.quotary.cli.inspect.Inspection;
import io.github.quotary.cli.inspect.InspectionJson;
import io.github.quotary.cli.inspect.InspectionText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a quote, verified or not, well-formed or not. */
@Command(
    name = "inspect",
    description = "Shows every field of a quote, decoded; verifies nothing.",
    mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "QUOTE|DIR",
      description = {
        "The quote: raw, hex, base64, JSON with a member 'quote', or a JSON array of bytes;"
            + " '-' is standard input.",
        "Or a directory with quote.bin."
      })
  private String input;

  @Option(
      names = "--offsets",
      description = "Also show where each field lies: offset in hexadecimal, and length.")
  private boolean offsets;

  @Option(
      names = "--format",
      description = "text or json. Default: ${DEFAULT-VALUE}.",
      defaultValue = "text")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  InspectCommand() {}

  @Override
  public Integer call() {
    byte[] quote =
        !input.equals("-") && Files.isDirectory(Path.of(input))
            ? new VectorDirectory(Path.of(input)).quote()
            : QuoteDecoder.decode(BoundedFiles.read(input));
    Inspection inspection = Inspection.of(quote);
    spec.commandLine()
        .getOut()
        .print(
            format == OutputFormat.JSON
                ? InspectionJson.of(inspection, offsets).toPrettyString() + "\n"
                : InspectionText.of(inspection, offsets));
    return inspection.isWellFormed() ? ExitCode.OK : ExitCode.MALFORMED;
  }
}
