package io.github.quotary.ingress.dns;

/** TXT data as zone files and APIs write it: strings in quotes, at most 255 bytes each. */
final class TxtText {
  private static final int MAX_STRING = 255;

  private TxtText() {}

  /** In quotes, as many strings as needed. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder();
    int start = 0;
    do {
      int end = Math.min(start + MAX_STRING, text.length());
      quoted.append(start == 0 ? "\"" : " \"");
      for (char c : text.substring(start, end).toCharArray()) {
        if (c == '"' || c == '\\') {
          quoted.append('\\');
        }
        quoted.append(c);
      }
      quoted.append('"');
      start = end;
    } while (start < text.length());
    return quoted.toString();
  }

  /** The strings together; a text without quotes is itself. */
  static String plain(String content) {
    if (!content.startsWith("\"")) {
      return content;
    }
    StringBuilder plain = new StringBuilder();
    boolean inside = false;
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (c == '"') {
        inside = !inside;
      } else if (inside && c == '\\' && i + 1 < content.length()) {
        i++;
        if (content.substring(i).matches("(?s)[0-9]{3}.*")) {
          plain.append((char) (Integer.parseInt(content.substring(i, i + 3)) & 0xff));
          i += 2;
        } else {
          plain.append(content.charAt(i));
        }
      } else if (inside) {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
