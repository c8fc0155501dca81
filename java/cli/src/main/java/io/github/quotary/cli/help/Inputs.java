package io.github.quotary.cli.help;

import io.github.quotary.evidence.form.Form;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of the topic {@code inputs}: the table by which inputs are recognised. */
final class Inputs {
  private Inputs() {}

  static String text() {
    return Stream.of(Form.values())
        .map(Inputs::entry)
        .collect(
            Collectors.joining(
                "\n",
                """
                A quote may come in any of these forms, also one inside of another; the form is detected
                from the bytes. Several readings of one input are an error that names them, never a guess.

                """,
                """

                '-' is standard input. A directory stands for its quote.bin and collateral.json.
                """));
  }

  private static String entry(Form form) {
    return form.title()
        + "\n    "
        + form.description()
        + "\n    recognised by: "
        + form.recognisedBy()
        + (form.example().isEmpty() ? "" : "\n    example: " + form.example())
        + "\n";
  }
}
