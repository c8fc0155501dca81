package io.github.quotary.domain.evidence;

/** What came of asking for one request path. */
public sealed interface Document {
  /**
   * The server answered.
   *
   * @param status the HTTP status, 100 to 599; a file on disk that is there counts as 200
   * @param body the body's bytes as sent: complete, not decompressed
   */
  record Answered(int status, RawBytes body) implements Document {
    /** Whether the status is 200, which alone makes the body a document. */
    public boolean isOk() {
      return status == 200;
    }
  }

  /**
   * There is no answer that could be used.
   *
   * @param reason why not
   * @param detail the same for a person, with figures; may be untrusted text
   */
  record Absent(Reason reason, String detail) implements Document {}

  /** Why there is no document. */
  enum Reason {
    /** A folder of files, or a bundle, does not have it. */
    NOT_THERE,
    /** The server sent a redirect, which is never followed. */
    REDIRECTED,
    /** It is, or says that it is, longer than what is read. */
    TOO_LARGE,
    /** It is sent compressed or in another content coding, which is never undone. */
    ENCODED,
    /** Time ran out. */
    TIMED_OUT,
    /** The connection failed, ended early, or spoke no proper HTTP/1.1. */
    CONNECTION_FAILED
  }

  /** An answer with status 200. */
  static Document ok(byte[] body) {
    return new Answered(200, RawBytes.of(body));
  }
}
