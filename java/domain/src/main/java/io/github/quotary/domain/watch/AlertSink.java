package io.github.quotary.domain.watch;

/** Someone who is told of alerts. */
public interface AlertSink {
  /** What became of an alert. */
  enum Delivery {
    /** It was taken. */
    TAKEN,
    /** This one was not taken; others may be. */
    REFUSED,
    /** Nothing is taken now. */
    UNREACHABLE
  }

  /** The name that debts to it are kept under. */
  String name();

  /** Alerts follow that may have been told before, perhaps in part. */
  default void resume() {}

  /**
   * Tells of an alert. It may have been told before, if the process ended before that was kept; it
   * has the same id then.
   */
  Delivery deliver(Alert alert) throws InterruptedException;
}
