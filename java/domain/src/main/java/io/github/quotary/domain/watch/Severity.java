package io.github.quotary.domain.watch;

import java.util.Locale;

/** How bad it is. */
public enum Severity {
  /** Somebody else can speak for the name, or a mandatory check fails. */
  FAILURE,
  /** Somebody should look. */
  WARNING,
  /** Good to know. */
  NOTICE;

  /** The name in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
