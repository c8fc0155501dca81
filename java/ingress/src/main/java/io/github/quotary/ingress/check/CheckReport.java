package io.github.quotary.ingress.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.ingress.plan.Readiness;
import io.github.quotary.status.SafeText;
import java.util.List;
import java.util.Locale;

/** Prerequisites, for a person or as JSON. */
public final class CheckReport {
  private static final int MAX_LINE = 1000;

  private CheckReport() {}

  /** Lines; the first says what is to be known first. */
  public static String text(List<Prerequisite> all) {
    StringBuilder text = new StringBuilder();
    text.append(
        switch (Prerequisites.readiness(all)) {
          case READY -> "READY: every prerequisite is there\n";
          case UNKNOWN -> "UNDECIDED: something could not be looked up\n";
          case WEAK -> "WEAK: a record is in the way, or others can get certificates\n";
          case FAILS -> "FAILS: a prerequisite is missing\n";
        });
    for (Prerequisite one : all) {
      text.append(line(mark(one.readiness()) + one.what() + ": " + one.found()));
      if (!one.todo().isEmpty()) {
        text.append(line("         to do: " + one.todo()));
      }
    }
    return text.toString();
  }

  private static String mark(Readiness readiness) {
    return switch (readiness) {
      case READY -> "ready    ";
      case UNKNOWN -> "unknown  ";
      case WEAK -> "weak     ";
      case FAILS -> "FAILS    ";
    };
  }

  private static String line(String text) {
    return SafeText.of(text, MAX_LINE) + "\n";
  }

  /** An object with {@code readiness} and {@code prerequisites}, indented. */
  public static String json(List<Prerequisite> all) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("readiness", word(Prerequisites.readiness(all)));
    ArrayNode items = json.putArray("prerequisites");
    for (Prerequisite one : all) {
      items
          .addObject()
          .put("what", one.what())
          .put("readiness", word(one.readiness()))
          .put("found", one.found())
          .put("todo", one.todo());
    }
    return json.toPrettyString() + "\n";
  }

  private static String word(Readiness readiness) {
    return readiness.name().toLowerCase(Locale.ROOT);
  }
}
