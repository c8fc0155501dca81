package io.github.quotary.pcs.document;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Why one place gave no good document.
 *
 * @param origin the endpoint's name, or the file
 * @param document what was asked for, in words
 * @param kind what kind of failure it was
 * @param detail what was wrong, in words; escaped where it quotes a stranger
 */
public record FetchFailure(String origin, String document, FailureKind kind, String detail) {
  public static FetchFailure of(String origin, Object document, Refusal refusal) {
    return new FetchFailure(origin, document.toString(), refusal.kind(), refusal.detail());
  }

  /**
   * What these failures of one document come to as a single refusal: the kind of the first that
   * another attempt may mend, and every cause.
   */
  public static Refusal refusal(List<FetchFailure> failures) {
    FailureKind kind =
        failures.stream()
            .map(FetchFailure::kind)
            .filter(FailureKind::isRetryable)
            .findFirst()
            .orElse(failures.get(0).kind());
    String causes = failures.stream().map(FetchFailure::toString).collect(Collectors.joining("; "));
    return Refusal.ofEscaped(kind, causes);
  }

  /** One line. */
  @Override
  public String toString() {
    return document + " from " + origin + ": " + detail;
  }
}
