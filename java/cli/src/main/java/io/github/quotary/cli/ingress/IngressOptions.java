package io.github.quotary.cli.ingress;

import io.github.quotary.cli.option.QuietWriter;
import io.github.quotary.evidence.input.BoundedFiles;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.guest.QuoteDetection;
import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.config.ConfigurationReader;
import io.github.quotary.ingress.config.ConfigurationResult;
import io.github.quotary.ingress.config.Problem;
import io.github.quotary.ingress.run.Outlook;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the settings are. */
final class IngressOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Settings as JSON, as ingress.schema.json describes them. Default: the environment.")
  private @Nullable Path file;

  IngressOptions() {}

  /**
   * The settings; what a reader should know of them is told.
   *
   * @throws InputException if they cannot be used; each problem was told before, on a line
   */
  Configuration configuration(PrintWriter err) {
    ConfigurationResult result =
        file == null
            ? ConfigurationReader.fromEnvironment(System.getenv())
            : ConfigurationReader.fromJson(BoundedFiles.read(file));
    result.notes().forEach(note -> err.println("quotary: note: " + note));
    if (result instanceof ConfigurationResult.Valid valid) {
      return valid.configuration();
    }
    List<Problem> problems = ((ConfigurationResult.Invalid) result).problems();
    PrintWriter errors = QuietWriter.errors(err);
    problems.forEach(problem -> errors.println("quotary: " + problem));
    throw new InputException(
        (file == null ? "the settings in the environment" : file.toString())
            + " cannot be used: "
            + (problems.size() == 1 ? "see the line above" : "see the lines above"));
  }

  /** What the settings name. */
  static Outlook outlook(Configuration configuration) {
    try {
      return Outlook.of(configuration, InstantSource.system(), IngressOptions::sleep);
    } catch (IOException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  /** Why there are no quotes, source by source. */
  static String oneLine(QuoteDetection quotes) {
    return quotes.message().replace("\n", "; ");
  }

  private static void sleep(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }
}
