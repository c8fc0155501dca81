package io.github.quotary.cli.help;

import io.github.quotary.cli.option.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A topic of {@code help}.
 *
 * @param name what is typed
 * @param about what it is about, in a few words
 * @param text its lines, made when asked for
 */
record Topic(String name, String about, Supplier<String> text) {
  /** All topics, in the order in which they are listed. */
  static final List<Topic> ALL =
      List.of(
          new Topic("inputs", "the forms in which quotes are read", Inputs::text),
          ofFile("identity", "how to state whose TD you expect"),
          ofFile("policy", "what a policy file can demand"),
          ofFile("collateral", "Intel's statements: where they come from, how to go offline"),
          ofFile("roots", "Intel's root, other trust anchors, test vectors"),
          ofFile("time", "the time of verification, and what is expired"),
          ofFile("json", "JSON output and its schemas"),
          ofFile("tokens", "verdicts as signed tokens, and how to make a key"),
          new Topic("exit-codes", "what each exit code means", Topic::exitCodes),
          ofFile("environment", "variables, files and properties that count"),
          ofFile("terms", "words: QVL, DCAP, PCS, TCB, MRTD, AR4SI, ..."));

  private static Topic ofFile(String name, String about) {
    return new Topic(name, about, () -> read(name));
  }

  private static String read(String name) {
    try (InputStream in =
        Topic.class.getResourceAsStream("/io/github/quotary/cli/help/" + name + ".txt")) {
      if (in == null) {
        throw new IllegalStateException("no text for the topic " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String exitCodes() {
    return ExitCode.meanings().entrySet().stream()
        .map(code -> String.format(Locale.ROOT, "%5d  %s%n", code.getKey(), code.getValue()))
        .collect(
            Collectors.joining(
                "",
                "Exit codes, the same for every command; 'quotary COMMAND --help' lists those of"
                    + " one.\n\n",
                "\nSeveral inputs: the first of "
                    + ExitCode.order().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "))
                    + " that occurs.\n"));
  }
}
