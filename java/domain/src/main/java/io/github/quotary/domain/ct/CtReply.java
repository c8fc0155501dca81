package io.github.quotary.domain.ct;

/** What came of one request to a service that finds logged certificates. */
public sealed interface CtReply {
  /** An answer. */
  final class Answered implements CtReply {
    private final byte[] bytes;

    /** An answer of these bytes. */
    public Answered(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    /** Its bytes, a copy. */
    public byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public String toString() {
      return bytes.length + " bytes";
    }
  }

  /**
   * No usable answer.
   *
   * @param cause what was asked, where, and what came; may contain untrusted text
   */
  record Failed(String cause) implements CtReply {}
}
