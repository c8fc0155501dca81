package io.github.quotary.evidence.log;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.json.StrictJson;
import io.github.quotary.status.SafeText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what a text is that holds no log. */
final class OtherText {
  private static final int MAX_NAMES = 12;
  private static final int MAX_NAME = 40;
  private static final int PROBED = 4096;

  private OtherText() {}

  /** Empty if the bytes are not text. */
  static Optional<String> describe(byte[] bytes) {
    if (bytes.length == 0) {
      return Optional.of("it is empty");
    }
    if (isUtf16(bytes)) {
      return Optional.of("its encoding is UTF-16; save it as UTF-8");
    }
    String text = new String(bytes, 0, Math.min(bytes.length, PROBED), StandardCharsets.ISO_8859_1);
    if (!text.chars()
        .allMatch(c -> (c >= ' ' && c <= '~') || c == '\n' || c == '\r' || c == '\t')) {
      return Optional.empty();
    }
    String start = text.strip().toLowerCase(Locale.ROOT);
    boolean page = start.startsWith("<!doctype") || start.contains("<html");
    return Optional.of(
        page
            ? "this is an HTML page, not an event log"
            : "this is text, but neither JSON nor a binary log in hexadecimal or base64");
  }

  private static boolean isUtf16(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes.length > 1 ? bytes[1] & 0xff : -1;
    boolean marked = (first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff);
    boolean opening = second == 0 && (first == '[' || first == '{' || first == '"');
    return (marked || opening) && StrictJson.encodingProblem(bytes).isPresent();
  }

  static String describe(JsonNode root) {
    List<String> names = new ArrayList<>();
    root.fieldNames().forEachRemaining(names::add);
    String shown =
        String.join(
            ", ", names.stream().limit(MAX_NAMES).map(n -> SafeText.of(n, MAX_NAME)).toList());
    return "the JSON has "
        + (names.isEmpty() ? "no members" : "members " + shown)
        + (names.size() > MAX_NAMES ? ", ..." : "")
        + "; none holds an event_log or an attestation";
  }
}
