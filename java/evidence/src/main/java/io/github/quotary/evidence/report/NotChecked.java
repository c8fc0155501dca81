package io.github.quotary.evidence.report;

import io.github.quotary.verify.VerificationContext;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a verdict does not say, in words: the last line of every text. */
final class NotChecked {
  private static final Map<String, String> WORDS =
      Map.of(
          VerificationContext.IDENTITY, "whose TD or enclave it is",
          VerificationContext.REPORT_DATA, "report data",
          VerificationContext.EVENT_LOG, "event log");

  private NotChecked() {}

  static String line(VerificationResult result) {
    return result instanceof Verified verified
        ? "Not checked: "
            + verified.notChecked().stream()
                .map(name -> WORDS.getOrDefault(name, name))
                .collect(Collectors.joining("; "))
            + waived(verified)
        : "Nothing above is proven: the quote was not verified.";
  }

  /** What the policy leaves out beside that. */
  private static String waived(Verified verified) {
    List<String> waived =
        verified.waived().stream().filter(rule -> !WORDS.containsKey(rule)).toList();
    return waived.isEmpty() ? "" : "; waived by the policy: " + String.join(", ", waived);
  }
}
