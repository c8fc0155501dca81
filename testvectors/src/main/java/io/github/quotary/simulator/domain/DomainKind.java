package io.github.quotary.simulator.domain;

/** What is asked about a domain. */
public enum DomainKind {
  /** A dstack gateway's base domain, by {@code /.dstack/}. */
  GATEWAY,
  /** A domain of dstack-ingress, by {@code /evidences/}. */
  CUSTOM
}
