package io.github.quotary.tls.peer;

/** What the peer is in the connection, and what its certificate must be for. */
enum PeerRole {
  SERVER("TLS servers", "1.3.6.1.5.5.7.3.1"),
  CLIENT("TLS clients", "1.3.6.1.5.5.7.3.2");

  private final String words;
  private final String purpose;

  PeerRole(String words, String purpose) {
    this.words = words;
    this.purpose = purpose;
  }

  /** For people. */
  String words() {
    return words;
  }

  /** The extended key usage. */
  String purpose() {
    return purpose;
  }
}
