package io.github.quotary.cli.option;

import io.github.quotary.evidence.form.Reading;
import io.github.quotary.evidence.input.QuoteDirectory;
import io.github.quotary.evidence.input.QuoteFiles;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The quote to process. */
public final class QuoteParameter {
  @Parameters(
      index = "0",
      paramLabel = "QUOTE|DIR",
      description = {
        "The quote, in any form that 'quotary help inputs' lists; '-' is standard input.",
        "Or a directory with quote.bin; verify also takes its collateral.json."
      })
  private String input;

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  QuoteParameter() {}

  /**
   * The one quote, and what came with it.
   *
   * @throws io.github.quotary.evidence.input.InputException if it cannot be opened
   * @throws io.github.quotary.evidence.input.UnreadableException if it is not a quote, or not one
   */
  public Reading.Found read() {
    return QuoteFiles.read(input);
  }

  /** The name that was given. */
  public String name() {
    return input;
  }

  /** The directory, if one was given. */
  public Optional<QuoteDirectory> directory() {
    return QuoteDirectory.named(input);
  }
}
