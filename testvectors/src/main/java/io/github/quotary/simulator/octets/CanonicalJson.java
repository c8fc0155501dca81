package io.github.quotary.simulator.octets;

/** Strings of canonical JSON: RFC 8785 section 3.2.2.2. */
public final class CanonicalJson {
  private static final String ESCAPED = "\b\f\n\r\t\"\\";
  private static final String ESCAPES = "bfnrt\"\\";

  private CanonicalJson() {}

  /** The string in quotation marks. */
  public static String string(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int escape = ESCAPED.indexOf(c);
      if (escape >= 0) {
        json.append('\\').append(ESCAPES.charAt(escape));
      } else if (c < ' ') {
        json.append("\\u00").append(Hex.of(new byte[] {(byte) c}));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
