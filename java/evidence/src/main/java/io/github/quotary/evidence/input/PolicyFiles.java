package io.github.quotary.evidence.input;

import io.github.quotary.policy.QuotePolicy;
import java.nio.file.Path;

/** Reads policies from files. */
public final class PolicyFiles {
  private PolicyFiles() {}

  /**
   * A policy from its JSON form.
   *
   * @throws InputException if the file cannot be read
   * @throws InvalidPolicyException if it is not a valid policy
   */
  public static QuotePolicy read(Path file) {
    byte[] json = BoundedFiles.read(file.toString());
    try {
      return QuotePolicy.fromJson(json);
    } catch (IllegalArgumentException e) {
      throw new InvalidPolicyException(
          file + ": " + e.getMessage() + PolicyKind.hintForQuote(json));
    }
  }
}
