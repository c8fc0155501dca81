package io.github.quotary.domain.watch;

import java.util.Locale;

/** Severity of an alert. */
public enum Severity {
  /** Someone else can impersonate the name, or a mandatory check fails. */
  FAILURE,
  /** Someone should investigate. */
  WARNING,
  /** For information. */
  NOTICE;

  /** The name in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
