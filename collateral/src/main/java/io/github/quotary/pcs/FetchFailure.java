package io.github.quotary.pcs;

/**
 * Why one place gave no good document.
 *
 * @param origin the endpoint's name, or the file
 * @param document what was asked for, in words
 * @param kind what kind of failure it was
 * @param detail what was wrong, in words
 */
public record FetchFailure(String origin, String document, FailureKind kind, String detail) {
  static FetchFailure of(String origin, Object document, Refusal refusal) {
    return new FetchFailure(origin, document.toString(), refusal.kind(), refusal.detail());
  }

  /** One line. */
  @Override
  public String toString() {
    return document + " from " + origin + ": " + detail;
  }
}
