package io.github.quotary.domain.exchange;

import java.io.IOException;

/** A body is longer than it may be. */
public final class BodyTooLongException extends IOException {
  private static final long serialVersionUID = 1L;

  BodyTooLongException(int maxBytes) {
    super("the answer has more than " + maxBytes + " bytes");
  }
}
