package io.github.quotary.domain.watch;

/** Someone who is told of alerts. */
public interface AlertSink {
  /** The outcome of a delivery. */
  enum Delivery {
    /** It was taken. */
    TAKEN,
    /** This one was not taken; others may be. */
    REFUSED,
    /** Nothing is taken now. */
    UNREACHABLE
  }

  /** The name under which undelivered alerts are stored. */
  String name();

  /** Alerts follow that may have been told before, perhaps in part. */
  default void resume() {}

  /**
   * Tells of an alert. It may have been told before, if the process ended before that was saved; it
   * has the same id then.
   */
  Delivery deliver(Alert alert) throws InterruptedException;
}
