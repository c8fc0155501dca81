package io.github.quotary.ingress.acme;

import java.time.Duration;

/** Pauses between two looks: as long as the authority asks, else 1 s, 2 s and so on up to 10 s. */
final class Polling {
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final int MAX_STEPS = 10;
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Conversation conversation;
  private final String waitedFor;
  private int looks;

  Polling(Conversation conversation, String waitedFor) {
    this.conversation = conversation;
    this.waitedFor = waitedFor;
  }

  void pause() throws AcmeFaultException {
    looks++;
    Duration own = STEP.multipliedBy(Math.min(looks, MAX_STEPS));
    Duration next = conversation.retryAfter().filter(wait -> wait.compareTo(own) > 0).orElse(own);
    Duration capped = next.compareTo(LONGEST) > 0 ? LONGEST : next;
    Deadline deadline = conversation.deadline();
    if (!deadline.allows(capped)) {
      throw new AcmeFaultException(new AcmeFault.TimedOut(waitedFor, deadline.limit()));
    }
    deadline.pause(capped, "wait for " + waitedFor);
  }
}
