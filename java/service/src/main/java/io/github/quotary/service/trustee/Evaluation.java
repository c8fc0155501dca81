package io.github.quotary.service.trustee;

/** The answer to a call of {@code AttestationEvaluate}. */
public sealed interface Evaluation {
  /**
   * A token was issued.
   *
   * @param message the message {@code attestation.AttestationResponse}, not copied
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Issued(byte[] message) implements Evaluation {}

  /**
   * The call fails with gRPC's status {@code ABORTED} (10).
   *
   * @param description the status's message
   */
  record Aborted(String description) implements Evaluation {}
}
