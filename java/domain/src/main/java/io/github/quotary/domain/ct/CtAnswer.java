package io.github.quotary.domain.ct;

import java.util.List;
import java.util.Optional;

/**
 * Logged certificates for some names. Treated as complete only if no gap is stated.
 *
 * @param certificates what was found, each certificate once
 * @param gap why something may be missing; empty if nothing is
 */
public record CtAnswer(List<LoggedCertificate> certificates, Optional<String> gap) {
  /** Copies the list. */
  public CtAnswer {
    certificates = List.copyOf(certificates);
  }

  /** Nothing was available. */
  public static CtAnswer unavailable(String cause) {
    return new CtAnswer(List.of(), Optional.of(cause));
  }
}
