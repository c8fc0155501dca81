package io.github.quotary.evidence.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;

/** Says where a JSON object has a text with a NUL character inside. */
final class NulText {
  private NulText() {}

  /** One line about the first such member. A NUL at the very end of a text is a terminator. */
  static String of(byte[] json, Path file) {
    for (Map.Entry<String, JsonNode> member :
        QuoteDecoder.readTree(json, file.toString()).properties()) {
      String text = member.getValue().asText();
      int nul = text.indexOf('\0');
      if (nul >= 0 && nul < text.length() - 1) {
        return "member "
            + member.getKey()
            + " has a NUL character inside, at position "
            + nul
            + " of "
            + text.length();
      }
    }
    return "a text has a NUL character inside";
  }
}
