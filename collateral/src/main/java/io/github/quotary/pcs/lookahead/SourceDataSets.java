package io.github.quotary.pcs.lookahead;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.pcs.cache.CachingCollateralSource;
import io.github.quotary.pcs.document.EvaluationDataNumbers;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.quote.TeeType;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The data sets of a source: the early one, and each that Intel lists. */
record SourceDataSets(CachingCollateralSource source) implements DataSets {
  @Override
  public Optional<CollateralKey> platform(ByteBuffer quote, Verifier verifier) {
    return verifier.platform(quote);
  }

  @Override
  public Lookup find(CollateralKey key, TcbUpdate update) {
    return source.find(key, update);
  }

  @Override
  public OptionalLong number(CollateralKey key, TcbUpdate update) {
    return source.evaluationDataNumber(key, update);
  }

  @Override
  public List<EvaluationDataNumbers.Entry> recoveries(TeeType teeType) {
    return source
        .evaluationDataNumbers(teeType)
        .map(EvaluationDataNumbers::entries)
        .orElse(List.of());
  }

  @Override
  public List<TcbUpdate> others(CollateralKey key, List<EvaluationDataNumbers.Entry> recoveries) {
    List<TcbUpdate> updates = new ArrayList<>(List.of(TcbUpdate.EARLY));
    recoveries.forEach(entry -> updates.add(TcbUpdate.evaluationDataNumber(entry.number())));
    return updates;
  }
}
