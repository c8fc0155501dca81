package io.github.quotary.service.together;

import io.github.quotary.verify.Verdict;

/** Hears what a {@link VerifyQueue} does, on its threads. Thread-safe, and quick. */
public interface QueueListener {
  /** So many quotes were verified together. */
  void onChunk(int size);

  /** A verdict was reached. */
  void onVerdict(Verdict verdict);
}
