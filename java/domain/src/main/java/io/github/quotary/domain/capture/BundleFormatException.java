package io.github.quotary.domain.capture;

/** Bytes that are not a capture bundle, or an ambiguous one. */
public final class BundleFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  BundleFormatException(String problem) {
    super(problem);
  }
}
