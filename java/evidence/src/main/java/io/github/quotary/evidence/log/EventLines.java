package io.github.quotary.evidence.log;

import io.github.quotary.evidence.text.JsonText;
import io.github.quotary.evidence.text.JsonTextException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Events as one JSON object a line. */
final class EventLines {
  private EventLines() {}

  /** Whether there are several lines, and the first is an event. */
  static boolean isLines(byte[] text) {
    List<String> lines = lines(text);
    if (lines.size() < 2 || !lines.stream().allMatch(line -> line.startsWith("{"))) {
      return false;
    }
    try {
      return LogMembers.isEvent(JsonText.tree(lines.get(0)));
    } catch (JsonTextException e) {
      return false;
    }
  }

  /** The lines as the array that they stand for. */
  static byte[] array(byte[] text) {
    return ("[" + String.join(",", lines(text)) + "]").getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> lines(byte[] text) {
    return new String(text, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.startsWith("\ufeff") ? line.substring(1) : line)
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /** Whether an object is the first element of the array that the text is, or there is none. */
  static boolean startsWithObject(byte[] text) {
    boolean inside = false;
    for (byte b : text) {
      if (b == ' ' || b == '\t' || b == '\n' || b == '\r') {
        continue;
      }
      if (inside) {
        return b == '{' || b == ']';
      }
      inside = true;
    }
    return false;
  }
}
