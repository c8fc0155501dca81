package io.github.quotary.cli.option;

import io.github.quotary.evidence.input.QuoteDecoder;
import io.github.quotary.evidence.input.QuoteDirectory;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The quote to process. */
public final class QuoteParameter {
  @Parameters(
      index = "0",
      paramLabel = "QUOTE|DIR",
      description = {
        "The quote: raw, hex, base64, JSON with a member 'quote', or a JSON array of bytes;"
            + " '-' is standard input.",
        "Or a directory with quote.bin; verify also takes its collateral.json."
      })
  private String input;

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  QuoteParameter() {}

  public byte[] bytes() {
    return QuoteDecoder.read(input);
  }

  /** The directory, if one was given. */
  public Optional<QuoteDirectory> directory() {
    return QuoteDirectory.named(input);
  }
}
