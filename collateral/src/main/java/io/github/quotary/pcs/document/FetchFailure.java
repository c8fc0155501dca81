package io.github.quotary.pcs.document;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A failed attempt to get a document from one endpoint, store or bundle.
 *
 * @param origin the endpoint's name, or the file
 * @param document description of the requested document
 * @param kind kind of the failure
 * @param detail description of the failure; untrusted input in it is escaped
 */
public record FetchFailure(String origin, String document, FailureKind kind, String detail) {
  /**
   * The failure that a refusal caused.
   *
   * @apiNote Internal to this module; may change without notice.
   */
  public static FetchFailure of(String origin, Object document, Refusal refusal) {
    return new FetchFailure(origin, document.toString(), refusal.kind(), refusal.detail());
  }

  /**
   * Merges the failures of one document into a single refusal: the kind of the first retryable one,
   * and every cause.
   *
   * @apiNote Internal to this module; may change without notice.
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
