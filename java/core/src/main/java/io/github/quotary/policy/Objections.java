package io.github.quotary.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what does not meet a policy; takes no memory for a quote that meets it. */
final class Objections {
  private @Nullable List<Violation> violations;
  private Rule rule = Rule.TEE;

  /** Says whose objections follow. */
  void begin(Rule next) {
    rule = next;
  }

  /** What is there, and what must be. */
  void raise(String value, String expected) {
    if (violations == null) {
      violations = new ArrayList<>();
    }
    violations.add(new Violation(rule.member(), value, expected));
  }

  List<Violation> toList() {
    return violations == null ? List.of() : List.copyOf(violations);
  }
}
