package io.github.quotary.evidence.log;

import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.evidence.text.JsonInputException;
import io.github.quotary.rtmr.RuntimeEventLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Events as one JSON object a line. */
final class EventLines {
  private static final int PROBED = 4096;

  private EventLines() {}

  /** Whether there are several lines, and the first is an event. */
  static boolean isLines(byte[] text) {
    List<String> lines = lines(text);
    if (lines.size() < 2 || !lines.stream().allMatch(line -> line.startsWith("{"))) {
      return false;
    }
    try {
      return LogMembers.isEvent(JsonInput.tree(lines.get(0)));
    } catch (JsonInputException e) {
      return false;
    }
  }

  /** The lines as the array that they stand for. */
  static byte[] array(byte[] text) {
    return ("[" + String.join(",", lines(text)) + "]").getBytes(StandardCharsets.UTF_8);
  }

  /** One more than a log may have, if there are more. */
  private static List<String> lines(byte[] text) {
    return new String(text, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.startsWith("\ufeff") ? line.substring(1) : line)
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .limit(RuntimeEventLog.MAX_EVENTS + 1L)
        .toList();
  }

  /**
   * Whether the first element of the array that the text is can be an event: any object but one
   * that names a log before it names a register; or there is none.
   */
  static boolean startsWithEvent(byte[] text) {
    String start =
        new String(text, 0, Math.min(text.length, PROBED), StandardCharsets.ISO_8859_1).strip();
    String element = start.substring(1).stripLeading();
    if (!element.startsWith("{") && !element.startsWith("]")) {
      return false;
    }
    int register = element.indexOf("\"imr\"");
    int log = element.toLowerCase(Locale.ROOT).replace("_", "").indexOf("eventlog\"");
    return log < 0 || (register >= 0 && register < log);
  }
}
