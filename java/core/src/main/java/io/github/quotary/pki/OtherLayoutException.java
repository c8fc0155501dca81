package io.github.quotary.pki;

/**
 * Bytes that are not laid out as Intel's are: not an error, but left to the readers that take every
 * layout. One instance, without a stack trace.
 */
final class OtherLayoutException extends Exception {
  static final OtherLayoutException INSTANCE = new OtherLayoutException();

  private static final long serialVersionUID = 1L;

  private OtherLayoutException() {
    super("not the layout of Intel's certificates", null, false, false);
  }
}
