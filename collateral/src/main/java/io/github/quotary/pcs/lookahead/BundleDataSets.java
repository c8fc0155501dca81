package io.github.quotary.pcs.lookahead;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.EvaluationDataNumbers;
import io.github.quotary.pcs.document.QuotePlatform;
import io.github.quotary.pcs.document.ReceivedDocument;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.quote.TeeType;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The data sets of a bundle. Their numbers come from unverified documents; the verifier checks the
 * documents themselves.
 */
record BundleDataSets(CollateralBundle bundle, TrustAnchor anchor) implements DataSets {
  /** A bundle asks nobody. */
  @Override
  public Optional<CollateralKey> platform(ByteBuffer quote, Verifier verifier) {
    return QuotePlatform.of(quote);
  }

  @Override
  public Lookup find(CollateralKey key, TcbUpdate update) {
    return bundle.find(key, update);
  }

  @Override
  public OptionalLong number(CollateralKey key, TcbUpdate update) {
    return bundle
        .document(DocumentKey.of(key, update).get(0))
        .flatMap(ReceivedDocument::facts)
        .map(facts -> OptionalLong.of(facts.number()))
        .orElseGet(OptionalLong::empty);
  }

  @Override
  public List<EvaluationDataNumbers.Entry> recoveries(TeeType teeType) {
    return bundle
        .evaluationDataNumbers(teeType, anchor, EcdsaP256.bouncyCastle())
        .map(EvaluationDataNumbers::entries)
        .orElse(List.of());
  }

  /** Early first, then by number, highest first. */
  @Override
  public List<TcbUpdate> others(CollateralKey key, List<EvaluationDataNumbers.Entry> recoveries) {
    return bundle.documents().stream()
        .map(ReceivedDocument::key)
        .filter(DocumentKey.TcbInfo.class::isInstance)
        .map(DocumentKey.TcbInfo.class::cast)
        .filter(info -> info.teeType() == key.teeType() && info.fmspc().equals(key.fmspc()))
        .map(DocumentKey.TcbInfo::update)
        .filter(update -> update != TcbUpdate.STANDARD)
        .sorted(Comparator.comparingLong(BundleDataSets::rank).reversed())
        .toList();
  }

  private static long rank(TcbUpdate update) {
    return update instanceof TcbUpdate.EvaluationDataNumber exact ? exact.number() : Long.MAX_VALUE;
  }
}
