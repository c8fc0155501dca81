package io.github.quotary.simulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Intel's verifier says about a piece of evidence. */
public sealed interface Verdict {

  /**
   * The evidence is sound.
   *
   * @param tcbStatus Intel's name in JSON, such as {@code UpToDate}
   * @param expired whether a certificate, revocation list or document was outside its window
   * @param advisoryIds advisories of the matched levels, sorted, without duplicates
   * @param tcbDate the oldest date of the matched levels
   */
  record Verified(String tcbStatus, boolean expired, List<String> advisoryIds, Instant tcbDate)
      implements Verdict {
    /** Sorts the list. */
    public Verified {
      advisoryIds = advisoryIds.stream().sorted().distinct().toList();
    }

    Verified withExpired() {
      return new Verified(tcbStatus, true, advisoryIds, tcbDate);
    }
  }

  /**
   * The evidence is refused.
   *
   * @param stage the step that fails, such as {@code quote_parse}
   * @param qvlStatus name of the library's status; null where the step has none
   * @param returnCode name of the wrapper's return code
   */
  record Rejected(String stage, @Nullable String qvlStatus, String returnCode) implements Verdict {}
}
