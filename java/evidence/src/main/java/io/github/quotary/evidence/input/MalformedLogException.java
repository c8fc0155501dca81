package io.github.quotary.evidence.input;

/** A file without a recognizable log. */
public final class MalformedLogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedLogException(String problem) {
    super(problem, null, false, false);
  }
}
