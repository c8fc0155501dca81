package io.github.quotary.domain.watch;

/** A receiver of alerts. */
public interface AlertSink {
  /** The outcome of a delivery. */
  enum Delivery {
    /** It was accepted. */
    TAKEN,
    /** This alert was rejected; others may be accepted. */
    REFUSED,
    /** The sink is unavailable. */
    UNREACHABLE
  }

  /** The name under which undelivered alerts are stored. */
  String name();

  /** Announces alerts that may have been sent before, perhaps partially. */
  default void resume() {}

  /**
   * Sends an alert. It may have been sent before, if the process ended before saving that; it then
   * has the same id.
   */
  Delivery deliver(Alert alert) throws InterruptedException;
}
