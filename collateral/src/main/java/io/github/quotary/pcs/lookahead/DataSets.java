package io.github.quotary.pcs.lookahead;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.pcs.document.EvaluationDataNumbers;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.quote.TeeType;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Source of the data sets for a look-ahead. */
interface DataSets {
  /** The platform whose data sets may be asked for on behalf of a quote. */
  Optional<CollateralKey> platform(ByteBuffer quote, Verifier verifier);

  /** Collateral of a specific data set. */
  Lookup find(CollateralKey key, TcbUpdate update);

  /** The TCB evaluation data number of a platform's TCB info, if available. */
  OptionalLong number(CollateralKey key, TcbUpdate update);

  /** The TCB recoveries in Intel's signed list; empty if the list is unavailable. */
  List<EvaluationDataNumbers.Entry> recoveries(TeeType teeType);

  /**
   * The data sets to evaluate in addition to the standard one, in the order of the report.
   *
   * @param recoveries result of {@link #recoveries}
   */
  List<TcbUpdate> others(CollateralKey key, List<EvaluationDataNumbers.Entry> recoveries);
}
