package io.github.quotary.benchmarks.ingress;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds of all candidates in turn
 * @param warmUp of each kind of load on each Java process, before the first round
 * @param settle from when a load begins until it is measured
 * @param time that a load is measured
 * @param idle how many idle connections
 */
record Plan(int rounds, Duration warmUp, Duration settle, Duration time, int idle) {
  /** Clients that open connections at the same time. */
  static final int CONCURRENT = 16;

  /** Connections with bytes without end. */
  static final int STREAMS = 4;

  /** Open connections that ask in turn. */
  static final int TURNS = 8;

  /** Takes some six minutes. */
  static final Plan USUAL =
      new Plan(5, Duration.ofSeconds(8), Duration.ofMillis(300), Duration.ofMillis(2500), 2000);

  /** The same, with so many rounds. */
  Plan withRounds(int wanted) {
    return new Plan(wanted, warmUp, settle, time, idle);
  }
}
