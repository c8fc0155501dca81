package io.github.quotary.domain.report;

import java.util.Locale;

/** The kinds of domains that dstack serves. */
public enum DomainKind {
  /** A gateway's own domain, with one wildcard certificate for all apps behind it. */
  GATEWAY,
  /** A domain of an app's owner, whose TLS ends within the app. */
  CUSTOM;

  /** The name in reports and on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
