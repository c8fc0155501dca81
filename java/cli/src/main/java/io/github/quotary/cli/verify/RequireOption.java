package io.github.quotary.cli.verify;

import io.github.quotary.evidence.input.InputException;
import picocli.CommandLine.Option;

/** Which data sets decide about a quote. */
final class RequireOption {
  @Option(
      names = "--require",
      paramLabel = "standard|early",
      description =
          "The data sets under which the quote must be trusted: standard is the one in force; early"
              + " is that and the early one, which Intel puts in force later, and the worse verdict"
              + " counts, also for the exit code. Default: standard.")
  private String required = "standard";

  /** For picocli. */
  public RequireOption() {}

  /**
   * Whether the early data set decides, too.
   *
   * @throws InputException if the value is not known
   */
  boolean isEarly() {
    return switch (required) {
      case "standard" -> false;
      case "early" -> true;
      default -> throw new InputException("--require " + required + ": write standard or early");
    };
  }
}
