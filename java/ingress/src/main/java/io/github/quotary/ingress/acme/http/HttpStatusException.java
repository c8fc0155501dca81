package io.github.quotary.ingress.acme.http;

import java.io.IOException;

/** An answer that says by its status alone that the authority does not work now. */
public final class HttpStatusException extends IOException {
  private static final long serialVersionUID = 1;

  private final int status;

  HttpStatusException(int status) {
    super("it answered HTTP " + status);
    this.status = status;
  }

  /** Whether it says that it was asked too often. */
  public boolean isTooManyRequests() {
    return status == AcmeConnection.TOO_MANY_REQUESTS;
  }
}
