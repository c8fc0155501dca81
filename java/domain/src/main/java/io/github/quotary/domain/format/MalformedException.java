package io.github.quotary.domain.format;

/** Bytes that violate the expected format; becomes a value, has no stack trace. */
public final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long offset;
  private final String problem;

  /** A fault at this byte. */
  public MalformedException(long offset, String problem) {
    super(problem + " (at byte " + offset + ")", null, false, false);
    this.offset = offset;
    this.problem = problem;
  }

  /** Where it lies, in bytes from the start. */
  public long offset() {
    return offset;
  }

  /** What was found and what was expected. */
  public String problem() {
    return problem;
  }
}
