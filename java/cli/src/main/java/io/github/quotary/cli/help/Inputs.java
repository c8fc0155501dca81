package io.github.quotary.cli.help;

/** The text of the topic {@code inputs}: the forms in which quotes are read. */
final class Inputs {
  private Inputs() {}

  static String text() {
    return """
        A quote is read in any of these forms; which it is is found out from the bytes:

          raw bytes
          hexadecimal, also with 0x, upper case, and line breaks
          base64 and base64url
          JSON with a member 'quote', or a JSON array of bytes

        '-' is standard input. A directory stands for its quote.bin and collateral.json.
        """;
  }
}
