package io.github.quotary.simulator.domain;

/** How the proof of a key, or of the account, is written down. */
public enum ProofForm {
  /** The guest agent's answer as text inside the JSON. */
  QUOTE,
  /** The same as an object, as some captures have it. */
  QUOTE_OBJECT,
  /** Both the answer and a versioned attestation. */
  QUOTE_AND_ATTESTATION,
  /** A versioned attestation alone. */
  ATTESTATION,
  /** Nothing, as when the agent failed. */
  EMPTY;

  boolean hasQuote() {
    return this == QUOTE || this == QUOTE_AND_ATTESTATION;
  }

  boolean hasAttestation() {
    return this == ATTESTATION || this == QUOTE_AND_ATTESTATION;
  }
}
