package io.github.quotary.tls.identity;

import io.github.quotary.guest.agent.GuestAgent;
import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.TeeQuote;
import java.util.List;

/**
 * dstack's RA-TLS: the agent's versioned attestation.
 *
 * @param agent that attests
 */
record DstackAttestationMaker(GuestAgent agent) implements EvidenceMaker {
  private static final int ATTESTATION = 8;

  @Override
  public String source() {
    return agent.source();
  }

  @Override
  public Answer<List<EvidenceExtension>> evidence(byte[] subjectPublicKeyInfo) {
    return agent
        .attest(Dstack.reportData(subjectPublicKeyInfo))
        .then(
            attestation -> {
              byte[] bytes = new byte[attestation.remaining()];
              attestation.get(attestation.position(), bytes);
              return Answer.given(List.of(Dstack.extension(ATTESTATION, bytes)));
            });
  }

  @Override
  public Answer<TeeQuote> quote(byte[] reportData) {
    return agent.quote(reportData);
  }
}
