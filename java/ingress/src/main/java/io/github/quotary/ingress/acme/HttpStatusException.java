package io.github.quotary.ingress.acme;

import java.io.IOException;

/** An answer that says by its status alone that the authority does not work now. */
final class HttpStatusException extends IOException {
  private static final long serialVersionUID = 1;

  HttpStatusException(int status) {
    super("it answered HTTP " + status);
  }
}
