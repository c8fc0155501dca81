package io.github.quotary.service.http;

/** Hears of answers, on event loops. Thread-safe, and quick. */
public interface RequestListener {
  /**
   * A request was answered.
   *
   * @param route the path of its route; empty if there was none
   * @param status HTTP's status code
   * @param nanoseconds since the request's headers were read
   */
  void onAnswer(String route, int status, long nanoseconds);

  /** A handler failed: a bug. */
  void onFault(String route, RuntimeException fault);
}
