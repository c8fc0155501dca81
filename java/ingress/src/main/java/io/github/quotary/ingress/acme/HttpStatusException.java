package io.github.quotary.ingress.acme;

import java.io.IOException;

/** An answer that says by its status alone that the authority does not work now. */
final class HttpStatusException extends IOException {
  private static final long serialVersionUID = 1;

  private final int status;

  HttpStatusException(int status) {
    super("it answered HTTP " + status);
    this.status = status;
  }

  boolean isTooManyRequests() {
    return status == AcmeConnection.TOO_MANY_REQUESTS;
  }
}
