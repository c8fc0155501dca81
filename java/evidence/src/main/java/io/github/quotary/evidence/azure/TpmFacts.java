package io.github.quotary.evidence.azure;

import io.github.quotary.quote.Measurement;
import java.util.List;

/**
 * What the quote of a virtual TPM holds. Proven only together with the bindings of {@link
 * AzureEvidence#read} and a verified TD quote.
 *
 * @param nonce the caller's data, of any length
 * @param pcrs values of the PCRs that are quoted, ascending, 32 bytes each
 */
public record TpmFacts(Measurement nonce, List<Measurement> pcrs) {
  /** Copies the list. */
  public TpmFacts {
    pcrs = List.copyOf(pcrs);
  }
}
