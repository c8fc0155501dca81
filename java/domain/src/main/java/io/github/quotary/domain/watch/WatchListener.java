package io.github.quotary.domain.watch;

/** Observes a watch's progress, for logs and metrics; alerts do not depend on it. */
public interface WatchListener {
  /** A name was observed. */
  void observed(Observation seen, NameState after);

  /** The state could not be saved, so the round ended; the next one tries again. */
  void interrupted(String problem);

  /** A round ended. */
  void ended(WatchState state);
}
