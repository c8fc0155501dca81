package io.github.quotary.guest.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * A private key that {@code GetKey} derived from the app's own: the same for the same app, path and
 * purpose. Keep it secret: {@link #toString} does. Immutable.
 */
public final class DerivedKey {
  private final byte[] key;
  private final List<byte[]> signatures;

  private DerivedKey(byte[] key, List<byte[]> signatures) {
    this.key = key;
    this.signatures = List.copyOf(signatures);
  }

  static DerivedKey read(AgentObject answer) throws AgentFormatException {
    List<byte[]> signatures = new ArrayList<>();
    for (String hex : answer.texts("signature_chain")) {
      signatures.add(AgentObject.bytes(hex, "signature_chain"));
    }
    return new DerivedKey(answer.hex("key"), signatures);
  }

  /** A copy of the private key. */
  public byte[] key() {
    return key.clone();
  }

  /**
   * Copies of the signatures that say whose key it is: of the derived key by the app's root key,
   * then of that by the key management service.
   */
  public List<byte[]> signatureChain() {
    return signatures.stream().map(byte[]::clone).toList();
  }

  /** The sizes; nothing of the key. */
  @Override
  public String toString() {
    return "derived key of " + key.length + " bytes with " + signatures.size() + " signatures";
  }
}
