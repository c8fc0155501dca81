package io.github.quotary.guest.agent;

import java.util.List;

/**
 * A private key with its certificates, as the agent gave them. Keep it secret: {@link #toString}
 * does. Immutable.
 *
 * @param privateKey PEM, PKCS #8
 * @param certificateChain one PEM text for each certificate, the leaf first; not empty
 */
public record TlsKey(String privateKey, List<String> certificateChain) {
  /** Takes a copy of the list. */
  public TlsKey {
    certificateChain = List.copyOf(certificateChain);
  }

  static TlsKey read(AgentObject answer) throws AgentFormatException {
    List<String> chain = answer.texts("certificate_chain");
    if (chain.isEmpty()) {
      throw new AgentFormatException("member certificate_chain is missing or empty");
    }
    return new TlsKey(answer.text("key"), chain);
  }

  /** The number of certificates; nothing of the key. */
  @Override
  public String toString() {
    return "TLS key with " + certificateChain.size() + " certificates";
  }
}
