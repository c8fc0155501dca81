package io.github.quotary.verify;

import io.github.quotary.collateral.TrustedPckChain;
import io.github.quotary.crypto.P256PublicKey;
import io.github.quotary.policy.EvaluatedPlatform;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.SignatureData;
import io.github.quotary.quote.TeeType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A platform that was verified under some collateral: everything that its quotes have in common
 * passed every check. Left for each quote are the TDX module, the signature over its body, and its
 * TCB, which is cached by the SVNs that it was evaluated from. Thread-safe.
 */
final class CachedPlatform extends CacheTable.Entry {
  private static final int MAX_TCBS = 4;

  /** Bytes that a platform takes beside its evidence and its chain, about. */
  private static final int OVERHEAD = 800;

  private final ByteBuffer evidence;
  private final TeeType teeType;
  private final CachedChain chain;
  private final TrustedPckChain trusted;
  private final P256PublicKey attestationKey;
  private volatile List<SignatureAwaited> tcbs = List.of();

  /**
   * A platform.
   *
   * @param chain the bytes of its chain
   * @param trusted what they are, under which collateral
   * @param attestationKey the key that the checks of the quote have found good
   */
  CachedPlatform(
      OwnedQuote owned, CachedChain chain, TrustedPckChain trusted, P256PublicKey attestationKey) {
    this(owned.quote(), chain, trusted, attestationKey, owned.quote().signatureData().qeEvidence());
  }

  private CachedPlatform(
      Quote quote,
      CachedChain chain,
      TrustedPckChain trusted,
      P256PublicKey attestationKey,
      byte[] evidence) {
    super(quote.signatureData().qeProbe(), evidence.length + chain.bytes + OVERHEAD);
    this.evidence = ByteBuffer.wrap(evidence);
    this.teeType = quote.teeType();
    this.chain = chain;
    this.trusted = trusted;
    this.attestationKey = attestationKey;
  }

  /** Whether the quote is of this platform, and the collateral that of then. */
  boolean isOf(CachedCollateral statements, Quote quote) {
    SignatureData data = quote.signatureData();
    return isUnder(statements)
        && teeType == quote.teeType()
        && data.isQeEvidence(evidence)
        && chain.isOf(data);
  }

  /** Whether this is the collateral that the platform was verified under. */
  boolean isUnder(CachedCollateral statements) {
    return trusted.collateral() == statements.trusted();
  }

  CachedChain cachedChain() {
    return chain;
  }

  TrustedPckChain chain() {
    return trusted;
  }

  P256PublicKey attestationKey() {
    return attestationKey;
  }

  /**
   * What is left of a quote of this platform with SVNs that were evaluated before: its signature.
   * Null if the SVNs are others, or the TDX module is not signed as it must be.
   */
  @Nullable SignatureAwaited begin(Quote quote) {
    for (SignatureAwaited tcb : tcbs) {
      if (tcb.hasSvnsOf(quote)) {
        return tcb.hasModuleOf(quote) ? tcb : null;
      }
    }
    return null;
  }

  /** Caches the TCB of a verified quote. */
  synchronized void add(EvaluatedPlatform evaluated) {
    SignatureAwaited tcb = SignatureAwaited.of(this, evaluated);
    tcbs = Stream.concat(Stream.of(tcb), tcbs.stream()).limit(MAX_TCBS).toList();
  }
}
