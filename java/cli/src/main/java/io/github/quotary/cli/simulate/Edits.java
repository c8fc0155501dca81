package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.spec.TextEdit;
import java.util.ArrayList;
import java.util.List;

/** Replacements in the text of a document, written {@code OLD=>NEW}. */
final class Edits {
  static final String FORM = "OLD=>NEW";

  private static final String ARROW = "=>";

  private Edits() {}

  /** A replacement that the signature covers, one more in the list of a document's edits. */
  static Setting signed(String path, Place edits, String about) {
    return new Setting(
        path,
        FORM,
        about,
        false,
        (scenario, indexes) -> {
          throw new IllegalArgumentException("only written");
        },
        (scenario, indexes, text) -> {
          TextEdit edit = TextEdit.signed(target(text), replacement(text));
          return edits.change(scenario, indexes, all -> more((List<?>) all, edit));
        });
  }

  private static List<Object> more(List<?> edits, TextEdit edit) {
    List<Object> more = new ArrayList<>(edits);
    more.add(edit);
    return more;
  }

  /** Replaces every occurrence; there must be one. */
  static String replace(String document, String edit) {
    String target = target(edit);
    if (!document.contains(target)) {
      throw new IllegalArgumentException("'" + Texts.shorten(target) + "' is not in the text");
    }
    return document.replace(target, replacement(edit));
  }

  private static String target(String edit) {
    int arrow = edit.indexOf(ARROW);
    if (arrow <= 0) {
      throw new IllegalArgumentException("'" + Texts.shorten(edit) + "' is not " + FORM);
    }
    return edit.substring(0, arrow);
  }

  private static String replacement(String edit) {
    return edit.substring(edit.indexOf(ARROW) + ARROW.length());
  }
}
