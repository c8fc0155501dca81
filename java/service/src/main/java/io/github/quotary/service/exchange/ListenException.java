package io.github.quotary.service.exchange;

/** The service cannot listen. The message is the system's own. */
public final class ListenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why it cannot. */
  public ListenException(String message, Throwable cause) {
    super(message, cause);
  }
}
