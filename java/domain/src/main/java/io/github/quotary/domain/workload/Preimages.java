package io.github.quotary.domain.workload;

import io.github.quotary.domain.evidence.RawBytes;
import java.util.List;
import java.util.Optional;

/**
 * Unsigned texts supplied by the prover. They count only where their hash is proven.
 *
 * @param composeTexts texts of compose files
 * @param vmConfig configuration of the VM, JSON
 */
public record Preimages(List<RawBytes> composeTexts, Optional<String> vmConfig) {
  /** Copies the list. */
  public Preimages {
    composeTexts = List.copyOf(composeTexts);
  }

  /** None at all. */
  public static Preimages none() {
    return new Preimages(List.of(), Optional.empty());
  }
}
