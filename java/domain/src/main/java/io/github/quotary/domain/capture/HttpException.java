package io.github.quotary.domain.capture;

import io.github.quotary.domain.evidence.Document;
import java.io.IOException;

/** An answer that cannot be used, with the reason; the connection is of no further use. */
final class HttpException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Document.Reason reason;

  HttpException(Document.Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  /** Bytes that are no proper HTTP/1.1. */
  static HttpException malformed(String detail) {
    return new HttpException(Document.Reason.CONNECTION_FAILED, detail);
  }

  Document.Reason reason() {
    return reason;
  }
}
