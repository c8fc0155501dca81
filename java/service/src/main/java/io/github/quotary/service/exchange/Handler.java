package io.github.quotary.service.exchange;

/** Answers requests, on a worker thread, where it may wait. Thread-safe. */
@FunctionalInterface
public interface Handler {
  /** The answer. What it throws is answered with status 500, without its message. */
  Answer answer(Request request);
}
