package io.github.quotary.ingress.config;

/**
 * Something in the settings that a reader should know, and that prevents nothing.
 *
 * @param where name of the environment variable, or JSON pointer
 * @param text what is ignored or understood in which way
 */
public record Note(String where, String text) {
  /** One line. */
  @Override
  public String toString() {
    return where + ": " + text;
  }
}
