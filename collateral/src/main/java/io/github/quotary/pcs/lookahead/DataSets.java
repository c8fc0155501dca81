package io.github.quotary.pcs.lookahead;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.pcs.document.EvaluationDataNumbers;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.quote.TeeType;
import java.util.List;
import java.util.OptionalLong;

/** Where a look ahead has data sets from. */
interface DataSets {
  /** Collateral of a certain data set. */
  Lookup find(CollateralKey key, TcbUpdate update);

  /** The TCB evaluation data number of a platform's TCB info, if that can be had. */
  OptionalLong number(CollateralKey key, TcbUpdate update);

  /** The TCB recoveries that Intel's signed list names; empty if it cannot be had. */
  List<EvaluationDataNumbers.Entry> recoveries(TeeType teeType);

  /**
   * The data sets to try besides the standard one, in the order of the report.
   *
   * @param recoveries as {@link #recoveries} gave them
   */
  List<TcbUpdate> others(CollateralKey key, List<EvaluationDataNumbers.Entry> recoveries);
}
