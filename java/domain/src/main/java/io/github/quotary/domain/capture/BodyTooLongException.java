package io.github.quotary.domain.capture;

import java.io.IOException;

/** A body that is longer than it may be. */
final class BodyTooLongException extends IOException {
  private static final long serialVersionUID = 1L;

  BodyTooLongException() {
    super("the response is too long");
  }
}
