package io.github.quotary.pki;

/**
 * Bytes that are not laid out as Intel's are: not an error, but left to the readers that take every
 * layout. It has no stack trace.
 */
final class OtherLayoutException extends Exception {
  private static final long serialVersionUID = 1L;

  OtherLayoutException() {
    super("not the layout of Intel's certificates", null, false, false);
  }
}
