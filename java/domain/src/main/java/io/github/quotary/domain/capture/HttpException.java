package io.github.quotary.domain.capture;

import io.github.quotary.domain.evidence.Document;
import java.io.IOException;

/** An unusable response, with the reason; the connection must not be reused. */
final class HttpException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Document.Reason reason;

  HttpException(Document.Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  /** Bytes that are not valid HTTP/1.1. */
  static HttpException malformed(String detail) {
    return new HttpException(Document.Reason.CONNECTION_FAILED, detail);
  }

  Document.Reason reason() {
    return reason;
  }
}
