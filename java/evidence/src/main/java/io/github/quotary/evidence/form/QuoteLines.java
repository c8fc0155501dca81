package io.github.quotary.evidence.form;

import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Several lines, each of which is a quote in hexadecimal or base64. */
final class QuoteLines {
  private QuoteLines() {}

  static Optional<Recognition> read(byte[] bytes) {
    String text = Text.of(bytes).orElse("");
    if (text.indexOf('\n') < 0) {
      return Optional.empty();
    }
    List<Part> quotes = new ArrayList<>();
    int number = 0;
    int end;
    for (int start = 0; start < text.length(); start = end + 1) {
      end = lineEnd(text, start);
      number++;
      String stripped = text.substring(start, end).strip();
      if (stripped.isEmpty()) {
        continue;
      }
      byte[] octets =
          HexText.decode(stripped).or(() -> Base64Text.decode(stripped)).orElse(new byte[0]);
      if (!RawQuote.begins(octets, 0)) {
        return Optional.empty();
      }
      quotes.add(new Part.Inner(ByteBuffer.wrap(octets), "line " + number));
    }
    return quotes.size() < 2 ? Optional.empty() : Optional.of(new Recognition.Parts(quotes));
  }

  private static int lineEnd(String text, int start) {
    int end = text.indexOf('\n', start);
    return end < 0 ? text.length() : end;
  }
}
