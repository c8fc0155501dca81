package io.github.quotary.cli.simulate;

import io.github.quotary.evidence.input.InputException;

/**
 * A value given on the command line.
 *
 * @param option the option that gave it, as messages name it
 * @param path the name of the setting
 * @param value the value as it was written
 */
public record Assignment(String option, String path, String value) {

  /**
   * The {@code path=value} behind an option.
   *
   * @throws InputException if there is no equals sign
   */
  public static Assignment parse(String option, String text) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      throw new InputException(
          option + " takes FIELD=VALUE, not '" + Texts.shorten(text) + "'; see --list-fields");
    }
    String path = text.substring(0, equals).strip();
    return new Assignment(option + " " + path, path, text.substring(equals + 1));
  }

  InputException refused(String reason) {
    return new InputException(option + ": " + reason);
  }

  @Override
  public String toString() {
    return path + "=" + Texts.shorten(value);
  }
}
