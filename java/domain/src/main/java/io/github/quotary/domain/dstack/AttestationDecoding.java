package io.github.quotary.domain.dstack;

/** The result of decoding a versioned attestation. */
public sealed interface AttestationDecoding {
  /**
   * An attestation of Intel TDX. Nothing in it is verified.
   *
   * @param attestation its contents
   */
  record Decoded(TdxAttestation attestation) implements AttestationDecoding {
    @Override
    public QuoteReading answer() {
      return new QuoteReading.Read(QuoteAnswer.of(attestation));
    }
  }

  /**
   * An attestation of another platform.
   *
   * @param platform the platform
   * @param reason why it is refused
   */
  record Refused(Platform platform, String reason) implements AttestationDecoding {
    @Override
    public QuoteReading answer() {
      return new QuoteReading.NoQuote(reason);
    }
  }

  /**
   * Malformed.
   *
   * @param offset where the fault lies, in bytes from the start
   * @param problem what was found and what was expected
   */
  record Malformed(long offset, String problem) implements AttestationDecoding {
    @Override
    public QuoteReading answer() {
      return new QuoteReading.Malformed("attestation: " + problem);
    }
  }

  /** The same as an answer of the guest agent, which holds quote and log likewise. */
  QuoteReading answer();
}
