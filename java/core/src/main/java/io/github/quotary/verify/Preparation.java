package io.github.quotary.verify;

import io.github.quotary.collateral.AnchoredPckChain;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.ParsedCollateral;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Batch;
import io.github.quotary.pki.KnownCertificates;
import io.github.quotary.pki.PckChain;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.SignatureData;
import io.github.quotary.status.Outcome;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is done for one verification, or for those of a chunk, before any signature is verified:
 * every text is parsed once, and the signatures that will be asked for are collected. Nothing here
 * is trusted, and nothing is cached. Not thread-safe; dropped when the verifications are done.
 */
final class Preparation {
  private static final int MAX_ISSUERS = 16;

  private final TrustAnchor anchor;
  private final VerifierCache cache;
  private final KnownCertificates known;
  private final Map<Collateral, Outcome<ParsedCollateral>> collaterals = new HashMap<>();
  private final Map<Long, Chain> chains = new HashMap<>();
  private final List<AnchoredPckChain.Issuers> issuers = new ArrayList<>(1);

  Preparation(TrustAnchor anchor, VerifierCache cache) {
    this.anchor = anchor;
    this.cache = cache;
    this.known = cache.certificates();
  }

  /** All documents, or the first, in Intel's order, that cannot be parsed. */
  Outcome<ParsedCollateral> collateral(Collateral collateral) {
    Outcome<ParsedCollateral> parsed = collaterals.get(collateral);
    if (parsed == null) {
      parsed = ParsedCollateral.parse(collateral, known);
      collaterals.put(collateral, parsed);
    }
    return parsed;
  }

  /** How many sets of collateral were parsed. */
  int collaterals() {
    return collaterals.size();
  }

  /** A quote's chain, if its root carries the anchor's key. */
  Outcome<AnchoredPckChain> chain(SignatureData data) {
    CachedChain cached = cache.findChain(data);
    if (cached != null) {
      return Outcome.passed(cached.chain());
    }
    ByteBuffer pem = data.certificationData().data();
    long probe = data.certificationProbe();
    Chain same = chains.get(probe);
    if (same != null && same.pem.equals(pem)) {
      return same.parsed;
    }
    Outcome<AnchoredPckChain> parsed = AnchoredPckChain.parse(pem, anchor, known);
    chains.put(probe, new Chain(pem, parsed));
    return parsed;
  }

  /** Takes the quote's chain as it was verified before its collateral was asked for. */
  void put(Step.Unrecognised quote) {
    if (quote.signed() != null) {
      put(quote.owned().quote().signatureData(), quote.signed());
    }
  }

  /** The chain of a quote that nobody else can change, as it is known already. */
  private void put(SignatureData data, AnchoredPckChain chain) {
    chains.put(
        data.certificationProbe(),
        new Chain(data.certificationData().data(), Outcome.passed(chain)));
  }

  /**
   * The chain of a quote that nobody else can change, if it is signed up to the anchor's key: one
   * P-256 verification if its issuers were met before, else three, and none if it was met before
   * itself.
   */
  Outcome<AnchoredPckChain> signedChain(SignatureData data, EcdsaP256 engine) {
    Outcome<AnchoredPckChain> signed = chain(data).then(chain -> signed(chain, engine));
    if (signed instanceof Outcome.Passed<AnchoredPckChain> passed) {
      put(data, passed.value());
    }
    return signed;
  }

  private Outcome<AnchoredPckChain> signed(AnchoredPckChain chain, EcdsaP256 engine) {
    for (AnchoredPckChain.Issuers good : issuers) {
      if (good.areOf(chain)) {
        return chain.signedBy(good, engine);
      }
    }
    AnchoredPckChain.Issuers cached = cache.issuersOf(chain);
    Outcome<AnchoredPckChain> signed =
        cached != null ? chain.signedBy(cached, engine) : chain.signed(engine);
    AnchoredPckChain.Issuers found =
        signed instanceof Outcome.Passed<AnchoredPckChain> passed ? passed.value().issuers() : null;
    if (found != null && issuers.size() < MAX_ISSUERS) {
      issuers.add(found);
      cache.add(found);
    }
    return signed;
  }

  /**
   * Adds the signatures that {@link StraightLine#verify} will ask for to a batch, as far as can be
   * told: those of the quote and of all that it is verified with, if that can be parsed. They are
   * questions only. What an answer is good for, and whether it counts at all, the checks decide.
   */
  void addSignatures(Quote quote, Collateral collateral, P256Batch batch) {
    CachedCollateral statements = cache.find(collateral);
    CachedPlatform platform = statements == null ? null : cache.find(statements, quote);
    PckChain chain =
        platform != null
            ? platform.chain().chain()
            : statements != null
                ? addSignatures(quote, statements, batch)
                : addSignatures(quote, collateral(collateral), batch);
    if (chain != null) {
      chain.pck().ifPresent(pck -> QuoteChecks.addSignatures(quote, pck, batch));
    }
  }

  /** Those of a chain, unless it was proved under this collateral before. */
  private @Nullable PckChain addSignatures(
      Quote quote, CachedCollateral statements, P256Batch batch) {
    CachedChain cached = cache.findChain(quote.signatureData());
    if (cached != null && cached.under(statements.trusted()) != null) {
      return cached.chain().chain();
    }
    AnchoredPckChain anchored = chain(quote.signatureData()).toOptional().orElse(null);
    if (anchored == null) {
      return null;
    }
    if (statements.issuersOf(anchored) != null) {
      anchored.addPckSignatureTo(batch);
    } else {
      statements.trusted().addSignaturesTo(batch, anchored);
    }
    return anchored.chain();
  }

  /** Every signature by a key of Intel's that new collateral and a chain have. */
  private @Nullable PckChain addSignatures(
      Quote quote, Outcome<ParsedCollateral> collateral, P256Batch batch) {
    ParsedCollateral parsed = collateral.toOptional().orElse(null);
    AnchoredPckChain anchored = chain(quote.signatureData()).toOptional().orElse(null);
    if (parsed == null || anchored == null) {
      return null;
    }
    anchored.addSignaturesTo(batch);
    parsed.addSignaturesTo(batch, anchored);
    return anchored.chain();
  }

  /**
   * A chain.
   *
   * @param pem what it was parsed from
   * @param parsed what came of it
   */
  private record Chain(ByteBuffer pem, Outcome<AnchoredPckChain> parsed) {}
}
