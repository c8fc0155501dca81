package io.github.quotary.ingress.config;

import java.util.Optional;

/**
 * Something in the settings that prevents the start.
 *
 * @param where name of the environment variable, or JSON pointer
 * @param value what was given, escaped and shortened; empty if nothing was given, or for a secret
 * @param allowed what is allowed there, or what to do
 */
public record Problem(String where, Optional<String> value, String allowed) {
  /** One line. */
  @Override
  public String toString() {
    return where + value.map(text -> " is '" + text + "'").orElse("") + ": " + allowed;
  }
}
