package io.github.quotary.crypto;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of {@link EcdsaP256#fastest}.
 *
 * @param engine the engine that was chosen
 * @param reason why, in a sentence with the figures
 * @param candidates all that could have been chosen, and what came of each
 */
public record EngineChoice(EcdsaP256 engine, String reason, List<Candidate> candidates) {
  /** Copies the list. */
  public EngineChoice {
    candidates = List.copyOf(candidates);
  }

  /**
   * An engine that was tried.
   *
   * @param name of the engine, or of the provider that gives none
   * @param fault what it got wrong in the self-test, or why it is none; empty if it may be used
   * @param nanoseconds the best time for one signature by a prepared key; 0 if it may not be used
   */
  public record Candidate(String name, Optional<String> fault, long nanoseconds) {}
}
