package io.github.quotary.cli.inspect;

import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.OutputOptions;
import io.github.quotary.cli.option.QuoteParameter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the fields of a quote, well-formed or not, without verifying it. */
@Command(
    name = "inspect",
    description = "Decodes and shows every field of a quote, without verifying it.",
    mixinStandardHelpOptions = true)
public final class InspectCommand implements Callable<Integer> {
  @Mixin private QuoteParameter input;

  @Option(
      names = "--offsets",
      description = "Also shows the position of each field: hexadecimal offset and length.")
  private boolean offsets;

  @Mixin private OutputOptions output;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  InspectCommand() {}

  @Override
  public Integer call() {
    Inspection inspection = Inspection.of(input.read().quotes().get(0).bytes());
    output.print(
        () -> InspectionJson.of(inspection, offsets), () -> InspectionText.of(inspection, offsets));
    return inspection.isWellFormed() ? ExitCode.OK : ExitCode.MALFORMED;
  }
}
