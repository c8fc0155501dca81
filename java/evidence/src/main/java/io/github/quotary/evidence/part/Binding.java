package io.github.quotary.evidence.part;

/**
 * A claim of the input that ties something to its quote, such as the key of a certificate.
 *
 * @param name what is bound to what, such as {@code certificate key in report data}
 * @param outcome whether it holds
 * @param detail both values, or what is missing, in one line
 */
public record Binding(String name, Outcome outcome, String detail) {
  /** A binding, in plain characters. */
  public Binding {
    name = OneLine.of(name);
    detail = OneLine.of(detail);
  }

  /** Whether a binding holds. */
  public enum Outcome {
    /** It was computed again, and is as claimed. */
    HOLDS,
    /** It was computed again, and differs. */
    FAILS,
    /** The input alone does not suffice to compute it. */
    NOT_CHECKED
  }
}
