package io.github.quotary.evidence.form;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Says what a text is that is of no known form. */
final class Unknown {
  private static final int SHOWN = 40;

  private Unknown() {}

  static String describe(byte[] bytes) {
    if (bytes.length == 0) {
      return "empty: it has no bytes";
    }
    String text = Text.of(bytes).orElse(null);
    if (text == null && Text.isNearly(bytes)) {
      text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
      if (!text.startsWith("<")) {
        return "text that is not plain UTF-8: it has control characters, or is in another"
            + " encoding; it is not hex, base64, JSON or a hex dump";
      }
    }
    if (text == null) {
      return bytes.length + " bytes of no known form";
    }
    if (text.isEmpty()) {
      return "white space only";
    }
    String lower = text.substring(0, Math.min(text.length(), 1 << 10)).toLowerCase(Locale.ROOT);
    if (lower.startsWith("<")) {
      return lower.contains("<html") || lower.contains("<!doctype") || lower.contains("<body")
          ? "HTML, a web page or a server's error page, not a quote"
          : "XML, not a quote";
    }
    int odd = firstNotAscii(text);
    if (odd >= 0) {
      return String.format(
          Locale.ROOT,
          "text, not a quote: at position %2$d it has U+%1$04X, which hex, base64 and hex dumps have"
              + " not",
          text.codePointAt(odd),
          odd);
    }
    String line = text.lines().findFirst().orElse("");
    return "text that is not hex, base64, JSON or a hex dump; it begins with '"
        + (line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line)
        + "'";
  }

  private static int firstNotAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > '~') {
        return i;
      }
    }
    return -1;
  }
}
