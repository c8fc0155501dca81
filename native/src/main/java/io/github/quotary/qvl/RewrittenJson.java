package io.github.quotary.qvl;

/** Signed JSON as Intel's code sees it, which writes it anew before it checks the signature. */
final class SignedText {
  private SignedText() {}

  /**
   * Whether a compact writer may give other bytes: there is white space between tokens, or an
   * escape in a string.
   */
  static boolean canBeWrittenOtherwise(byte[] json) {
    boolean inString = false;
    for (byte b : json) {
      if (b == '\\') {
        return true;
      }
      if (b == '"') {
        inString = !inString;
      } else if (!inString && (b == ' ' || b == '\n' || b == '\r' || b == '\t')) {
        return true;
      }
    }
    return false;
  }
}
