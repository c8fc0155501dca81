package io.github.quotary.verify;

import io.github.quotary.collateral.AnchoredPckChain;
import io.github.quotary.collateral.TrustedCollateral;
import io.github.quotary.collateral.TrustedPckChain;
import io.github.quotary.quote.SignatureData;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A PCK chain that passed every check under some collateral, found by all the bytes that it was
 * parsed from. Parsing, and that it ends in the trust anchor's key, hold under any collateral; the
 * other checks hold under the one that it was proved under. Thread-safe.
 */
final class CachedChain extends CacheTable.Entry {
  /** About what the parsed PCK certificate takes; the CA certificates are shared. */
  private static final int OVERHEAD = 3200;

  /** A PCK certificate of Intel's is no longer, in PEM. */
  private static final int USUAL = 2048;

  private static final byte[] END = "-----END CERTIFICATE-----".getBytes(StandardCharsets.US_ASCII);

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  /** The first certificate, and what follows it, which is shared by all platforms of a CA. */
  private final ByteBuffer first;

  private final ByteBuffer rest;
  private final AnchoredPckChain chain;
  private volatile @Nullable TrustedPckChain proof;

  private CachedChain(
      long probe, int bytes, ByteBuffer first, ByteBuffer rest, AnchoredPckChain chain) {
    super(probe, bytes);
    this.first = first;
    this.rest = rest;
    this.chain = chain;
  }

  /**
   * Copies the bytes of a chain.
   *
   * @param issuers bytes of the issuers of cached chains, to share them
   */
  static CachedChain of(SignatureData data, AnchoredPckChain chain, SharedBytes issuers) {
    ByteBuffer pem = data.certificationData().data();
    int end = endOfFirst(pem);
    SharedBytes.Copy rest = issuers.share(pem.slice(end, pem.remaining() - end));
    return new CachedChain(
        data.certificationProbe(),
        bytes(end, rest.isCommon() ? 0 : rest.bytes().remaining()),
        SharedBytes.copy(pem.slice(0, end)),
        rest.bytes(),
        chain);
  }

  /** Text of its own, and the certificates in it where they are larger than Intel's. */
  private static int bytes(int first, int ownRest) {
    return first + OVERHEAD + Math.max(0, first - USUAL) + 2 * ownRest;
  }

  /** A chain that nobody will look for. */
  static CachedChain uncached(AnchoredPckChain chain) {
    return new CachedChain(0, OVERHEAD, NOTHING, NOTHING, chain);
  }

  private static int endOfFirst(ByteBuffer pem) {
    int matched = 0;
    for (int at = 0; at < pem.remaining(); at++) {
      byte b = pem.get(at);
      matched = b == END[matched] ? matched + 1 : b == END[0] ? 1 : 0;
      if (matched == END.length) {
        return at + 1;
      }
    }
    return pem.remaining();
  }

  /** Whether the quote's certification data is what this was parsed from. */
  boolean isOf(SignatureData data) {
    return data.isCertificationData(first, rest);
  }

  AnchoredPckChain chain() {
    return chain;
  }

  /** The chain that passed every check under this collateral, if it did. */
  @Nullable TrustedPckChain under(TrustedCollateral collateral) {
    TrustedPckChain proved = proof;
    return proved != null && proved.collateral() == collateral ? proved : null;
  }

  /** Remembers that it did. */
  void prove(TrustedPckChain proved) {
    proof = proved;
  }

  /** Forgets collateral that was evicted. */
  void forget(TrustedCollateral collateral) {
    if (under(collateral) != null) {
      proof = null;
    }
  }
}
