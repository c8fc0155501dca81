package io.github.quotary.ingress.run;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Kills a process at the n-th of its actions that others see. Thread-safe. */
final class Gate {
  private Optional<Moment> moment = Optional.empty();
  private Optional<Child> victim = Optional.empty();
  private boolean isDue;
  private int seen;
  private String struck = "";

  /** Who sees an action. */
  enum Source {
    ACME,
    DNS,
    AGENT
  }

  /** When within the action. */
  enum Way {
    /** The request was sent, and nobody does what it asks for. */
    UNHEARD,
    /** It is done, and the process does not learn of it. */
    HEARD,
    /** It was answered some time ago. */
    ANSWERED
  }

  /**
   * A moment.
   *
   * @param count of the actions of these sources, from 1
   * @param only actions with this in their name count
   * @param millis since the answer
   */
  record Moment(Set<Source> sources, String only, int count, Way way, int millis) {
    Moment {
      sources = EnumSet.copyOf(sources);
    }
  }

  /** Kills this process at this moment. */
  synchronized void arm(Child child, Moment when) {
    moment = Optional.of(when);
    victim = Optional.of(child);
    isDue = false;
    seen = 0;
    struck = "";
  }

  /** Kills nobody any more; answers with the action at which somebody was killed, or nothing. */
  synchronized String calm() {
    moment = Optional.empty();
    victim = Optional.empty();
    isDue = false;
    return struck;
  }

  /** Whether an action that is asked for is to be done. */
  synchronized boolean before(Source source, String what) {
    if (moment.isEmpty()
        || !moment.get().sources().contains(source)
        || !what.contains(moment.get().only())) {
      return true;
    }
    seen++;
    if (seen != moment.get().count()) {
      return true;
    }
    struck = source + " " + what + " " + moment.get().way();
    if (moment.get().way() == Way.ANSWERED) {
      struck += " " + moment.get().millis() + " ms ago";
      isDue = true;
      return true;
    }
    victim.orElseThrow().kill(0);
    return moment.get().way() == Way.HEARD;
  }

  /** An action was done and answered. */
  void after(Source source, String what) {
    Optional<Child> now;
    int millis;
    synchronized (this) {
      now = isDue ? victim : Optional.empty();
      millis = moment.map(Moment::millis).orElse(0);
      isDue = false;
    }
    now.ifPresent(child -> child.kill(millis));
  }
}
