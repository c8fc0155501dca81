package io.github.quotary.qvl;

/** Signed JSON as seen by Intel's code, which reserializes it before checking the signature. */
final class RewrittenJson {
  private RewrittenJson() {}

  /**
   * Whether a compact serializer may produce different bytes: there is white space between tokens,
   * or an escape in a string.
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
