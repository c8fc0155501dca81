package io.github.quotary.evidence.input;

/** An input that is not a quote, or not one quote. The message is one line. */
public final class UnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  /**
   * An input that cannot be read.
   *
   * @param name the file, or {@code standard input}
   * @param problem what it is, and what to do
   */
  public UnreadableException(String name, String problem) {
    super((name.equals("-") ? "standard input" : name) + ": " + problem);
    this.problem = problem;
  }

  /** What it is, and what to do, without the name. */
  public String problem() {
    return problem;
  }
}
