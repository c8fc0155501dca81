package io.github.quotary.domain.capture;

/** Bytes that are no capture bundle, or one that could be read in two ways. */
public final class BundleFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  BundleFormatException(String problem) {
    super(problem);
  }
}
