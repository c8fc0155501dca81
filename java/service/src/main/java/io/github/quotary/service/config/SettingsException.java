package io.github.quotary.service.config;

/** A setting is not possible. The message names the member, the value, and what is. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingsException(String message) {
    super(message);
  }
}
