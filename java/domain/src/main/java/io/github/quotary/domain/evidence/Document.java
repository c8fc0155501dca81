package io.github.quotary.domain.evidence;

/** The result of requesting one path. */
public sealed interface Document {
  /**
   * The server answered.
   *
   * @param status the HTTP status, 100 to 599; an existing file on disk counts as 200
   * @param body the body's bytes as sent: complete, not decompressed
   */
  record Answered(int status, RawBytes body) implements Document {
    /** Whether the status is 200, which alone makes the body a document. */
    public boolean isOk() {
      return status == 200;
    }
  }

  /**
   * There is no usable answer.
   *
   * @param reason why not
   * @param detail the same in words, with figures; may contain untrusted text
   */
  record Absent(Reason reason, String detail) implements Document {}

  /** Why there is no document. */
  enum Reason {
    /** A folder of files, or a bundle, does not have it. */
    NOT_THERE,
    /** The server sent a redirect, which is never followed. */
    REDIRECTED,
    /** It exceeds, or states that it exceeds, the size limit. */
    TOO_LARGE,
    /** It is compressed or has another content coding, which is never decoded. */
    ENCODED,
    /** The time limit was reached. */
    TIMED_OUT,
    /** The host's name has no address. */
    NO_ADDRESS,
    /** The connection failed, ended early, or did not speak valid HTTP/1.1. */
    CONNECTION_FAILED
  }

  /** An answer with status 200. */
  static Document ok(byte[] body) {
    return new Answered(200, RawBytes.of(body));
  }
}
