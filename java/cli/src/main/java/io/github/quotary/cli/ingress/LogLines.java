package io.github.quotary.cli.ingress;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.cli.option.QuietWriter;
import io.github.quotary.ingress.run.Journal;
import io.github.quotary.status.SafeText;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/**
 * Writes one line for each event: {@code time}, {@code level}, {@code event}, then its fields.
 * Where the command is to be quiet, errors alone.
 */
record LogLines(PrintWriter out, Clock clock, LogForm form) implements Journal {
  private static final int MAX_LINE = 4000;

  @Override
  public void log(Level level, String event, Map<String, String> fields) {
    String time = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    String word = level.name().toLowerCase(Locale.ROOT);
    String line;
    if (form == LogForm.JSON) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("time", time).put("level", word).put("event", event);
      fields.forEach(json::put);
      line = json.toString();
    } else {
      StringBuilder text = new StringBuilder(time + " " + word + " " + event);
      fields.forEach((name, value) -> text.append("; ").append(name).append(' ').append(value));
      line = SafeText.of(text.toString(), MAX_LINE);
    }
    PrintWriter to = level == Level.ERROR ? QuietWriter.errors(out) : out;
    synchronized (out) {
      to.println(line);
      to.flush();
    }
  }
}
