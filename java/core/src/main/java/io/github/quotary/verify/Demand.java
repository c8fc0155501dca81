package io.github.quotary.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a policy demands under one rule. Immutable; equal when it demands the same. */
interface Demand {
  /** Raises an objection for everything that does not meet the demand. */
  void check(PolicyInput input, Objection objection);

  /** What must be, in words. */
  String expected();

  /** Writes the value of the rule's JSON member. */
  void write(JsonGenerator json) throws IOException;

  /**
   * Why the quote has nothing to hold against the demand, or null if it has. A demand that the
   * policy states is then not met; one that only comes with the strict default does not count.
   */
  default @Nullable String absence(PolicyInput input) {
    return null;
  }

  /** Takes what does not meet a demand. */
  @FunctionalInterface
  interface Objection {
    /** What is there, and what must be. */
    void raise(String value, String expected);
  }
}
