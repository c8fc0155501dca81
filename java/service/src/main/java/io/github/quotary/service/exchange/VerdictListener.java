package io.github.quotary.service.exchange;

import io.github.quotary.verify.Verdict;

/** Hears of verdicts. Thread-safe, and quick. */
@FunctionalInterface
public interface VerdictListener {
  /**
   * A verdict was reached.
   *
   * @param route the path, or gRPC's service and method: one of few, which no client chooses
   * @param verdict what the answer says
   */
  void onVerdict(String route, Verdict verdict);
}
