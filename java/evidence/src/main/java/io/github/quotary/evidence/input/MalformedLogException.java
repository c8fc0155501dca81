package io.github.quotary.evidence.input;

/** A file in which no log can be found. */
public final class MalformedLogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedLogException(String problem) {
    super(problem, null, false, false);
  }
}
