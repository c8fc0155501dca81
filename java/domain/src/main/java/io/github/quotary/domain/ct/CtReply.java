package io.github.quotary.domain.ct;

import java.util.OptionalInt;

/** What came of one request to a service that finds logged certificates. */
public sealed interface CtReply {
  /** An answer. */
  final class Answered implements CtReply {
    private final byte[] bytes;
    private final String address;

    /**
     * An answer of these bytes.
     *
     * @param address who gave it: the address of a service, or a file
     */
    public Answered(byte[] bytes, String address) {
      this.bytes = bytes.clone();
      this.address = address;
    }

    /** Its bytes, a copy. */
    public byte[] bytes() {
      return bytes.clone();
    }

    /** Who gave it. */
    public String address() {
      return address;
    }

    @Override
    public String toString() {
      return bytes.length + " bytes from " + address;
    }
  }

  /**
   * No usable answer. Its texts may contain untrusted text.
   *
   * @param address what was asked, and where
   * @param why what came instead
   * @param status the HTTP status of the last try; empty if no HTTP answer came
   * @param tries how often it was asked; 0 if it was not asked over a network
   */
  record Failed(String address, String why, OptionalInt status, int tries) implements CtReply {
    /** It could not even be asked over a network. */
    public static Failed offline(String address, String why) {
      return new Failed(address, why, OptionalInt.empty(), 0);
    }
  }
}
