package io.github.quotary.ingress.acme;

import java.time.Duration;
import java.util.Optional;
import org.shredzone.acme4j.exception.AcmeException;

/** Requests to one authority within one deadline. What may work the next time is tried again. */
final class Conversation {
  private static final int TRIES = 4;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int MAX_LOOKS = 10;
  private static final Duration LONGEST_LOOK = Duration.ofMinutes(1);

  private final AcmeCa ca;
  private final Deadline deadline;
  private Optional<Duration> retryAfter = Optional.empty();

  Conversation(AcmeCa ca, Deadline deadline) {
    this.ca = ca;
    this.deadline = deadline;
  }

  /** How long the authority asked to wait in the last good answer. */
  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** A request without an answer that matters. */
  @FunctionalInterface
  interface Command {
    void send() throws AcmeException;
  }

  /**
   * Sends, and sends again after faults that may pass.
   *
   * @param doing an infinitive, for the fault
   */
  <T> T ask(String doing, AcmeCa.Request<T> request) throws AcmeFaultException {
    if (!deadline.allows(Duration.ZERO)) {
      throw new AcmeFaultException(
          new AcmeFault.TimedOut("the authority to " + doing, deadline.limit()));
    }
    Duration pause = FIRST_PAUSE;
    for (int tries = 1; ; tries++) {
      AcmeCa.Reply<T> reply = ca.send(request);
      if (reply.value().isPresent()) {
        retryAfter = reply.retryAfter();
        return reply.value().get();
      }
      AcmeFault fault = Faults.of(doing, reply.error().orElseThrow(), reply.retryAfter());
      Duration own = pause;
      Duration next = fault.retryAfter().filter(wait -> wait.compareTo(own) > 0).orElse(own);
      if (!mayPass(fault)
          || tries == TRIES
          || next.compareTo(LONGEST_PAUSE) > 0
          || !deadline.allows(next)) {
        throw new AcmeFaultException(fault);
      }
      deadline.pause(next, doing);
      pause = pause.multipliedBy(2);
    }
  }

  /** The same for a request without an answer that matters. */
  void tell(String doing, Command command) throws AcmeFaultException {
    ask(
        doing,
        session -> {
          command.send();
          return Boolean.TRUE;
        });
  }

  private static boolean mayPass(AcmeFault fault) {
    return fault instanceof AcmeFault.Unreachable || fault instanceof AcmeFault.Unusable;
  }

  /** Looks one after the other, until something is there. */
  Polling polling(String waitedFor) {
    return new Polling(waitedFor);
  }

  /** Pauses between two looks: as long as the authority asks, else 1 s, 2 s and so on to 10 s. */
  final class Polling {
    private final String waitedFor;
    private int looks;

    private Polling(String waitedFor) {
      this.waitedFor = waitedFor;
    }

    void pause() throws AcmeFaultException {
      looks++;
      Duration own = LOOK.multipliedBy(Math.min(looks, MAX_LOOKS));
      Duration next = retryAfter.filter(wait -> wait.compareTo(own) > 0).orElse(own);
      Duration capped = next.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : next;
      if (!deadline.allows(capped)) {
        throw new AcmeFaultException(new AcmeFault.TimedOut(waitedFor, deadline.limit()));
      }
      deadline.pause(capped, "wait for " + waitedFor);
    }
  }
}
