package io.github.quotary.cli.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.simulator.spec.Scenario;
import java.util.Locale;

/** Every value that can be set or overwritten by name, and what it is in a scenario. */
public final class FieldList {
  private static final int NAME_WIDTH = 43;

  private FieldList() {}

  /** One line for each, below titles: name, what it is, how it is written, its value. */
  public static String text(Order order) {
    Scenario scenario = order.scenario();
    StringBuilder text =
        new StringBuilder("Set by --set FIELD=VALUE, before anything is written and signed.\n")
            .append("N is an index, counted from 0; the value shown is that of number 0.\n")
            .append("* no verdict depends on it, so what is expected stays known.\n");
    for (Section section : Settings.sections()) {
      text.append('\n').append(capital(section.about())).append('\n');
      for (Setting setting : section.settings()) {
        text.append(line(setting.harmless(), setting.path(), setting.about(), setting.form()));
        setting
            .valueIn(scenario)
            .ifPresent(value -> text.append(" [").append(Texts.shorten(value)).append(']'));
        text.append('\n');
      }
    }
    text.append("\nOverwritten by --tamper FIELD=VALUE, after everything was signed\n");
    for (Tamper tamper : Tampers.list()) {
      text.append(line(false, tamper.path(), tamper.about(), tamper.form())).append('\n');
    }
    return text.toString();
  }

  private static String line(boolean harmless, String path, String about, String form) {
    return String.format(
        Locale.ROOT, "%s %-" + NAME_WIDTH + "s %s: %s", harmless ? " *" : "  ", path, about, form);
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** Arrays of objects: {@code set} and {@code tamper}. */
  public static ObjectNode json(Order order) {
    Scenario scenario = order.scenario();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode set = json.putArray("set");
    for (Section section : Settings.sections()) {
      for (Setting setting : section.settings()) {
        ObjectNode node = set.addObject();
        node.put("field", setting.path());
        node.put("about", setting.about());
        node.put("value", setting.form());
        setting.valueIn(scenario).ifPresent(value -> node.put("current", value));
        node.put("keepsExpectation", setting.harmless());
      }
    }
    ArrayNode overwritten = json.putArray("tamper");
    for (Tamper tamper : Tampers.list()) {
      ObjectNode node = overwritten.addObject();
      node.put("field", tamper.path());
      node.put("about", tamper.about());
      node.put("value", tamper.form());
    }
    return json;
  }
}
