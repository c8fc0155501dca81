package io.github.quotary.domain.ct;

import java.util.List;
import java.util.Optional;

/**
 * What logs were found to have of some names. Never taken for all there is unless it says so.
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
