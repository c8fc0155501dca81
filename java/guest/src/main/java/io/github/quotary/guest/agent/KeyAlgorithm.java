package io.github.quotary.guest.agent;

/** What a key of {@code GetKey} is for. Older agents know the first one only. */
public enum KeyAlgorithm {
  /** ECDSA over secp256k1. */
  SECP256K1("secp256k1"),
  /** Ed25519; an agent that does not know it may answer with a key for the other one. */
  ED25519("ed25519");

  private final String wireName;

  KeyAlgorithm(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }
}
