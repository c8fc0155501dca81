package io.github.quotary.ingress.acme;

import java.time.Duration;
import java.util.Optional;

/** Why there is no account, certificate or advice. No text holds a key. */
public sealed interface AcmeFault {
  /** In one line: what was wrong, and what to do where that is known. */
  String words();

  /** How long the authority asks to wait. */
  default Optional<Duration> retryAfter() {
    return Optional.empty();
  }

  /**
   * The authority refused.
   *
   * @param doing what was asked of it
   */
  record Refused(String doing, AcmeProblem problem) implements AcmeFault {
    @Override
    public String words() {
      return "the authority refused to " + doing + ": " + problem;
    }
  }

  /** The authority was asked too often. */
  record RateLimited(String doing, AcmeProblem problem, Optional<Duration> retryAfter)
      implements AcmeFault {
    @Override
    public String words() {
      return "the authority refused to "
          + doing
          + " now: "
          + problem
          + retryAfter.map(wait -> "; it asks to wait " + wait.toSeconds() + " s").orElse("");
    }
  }

  /** The authority could not be reached, or says that it does not work now. */
  record Unreachable(String doing, String why, Optional<Duration> retryAfter) implements AcmeFault {
    @Override
    public String words() {
      return "the authority could not be asked to " + doing + ": " + why;
    }
  }

  /** The authority's answer is not what was asked for. */
  record Unusable(String doing, String why) implements AcmeFault {
    @Override
    public String words() {
      return "the authority was asked to " + doing + ", and its answer cannot be used: " + why;
    }
  }

  /** The authority does not know the account: open it again, and lock the names to the new one. */
  record AccountLost(AcmeProblem problem) implements AcmeFault {
    @Override
    public String words() {
      return "the authority does not know the account any more: " + problem;
    }
  }

  /** The authority knows the account and does not serve it: it was deactivated, for example. */
  record AccountRefused(AcmeProblem problem) implements AcmeFault {
    @Override
    public String words() {
      return "the authority refuses the account: "
          + problem
          + "; to make a new one, remove the account's folder from the state folder";
    }
  }

  /** The authority looked, and found no answer to its challenge. */
  record ChallengeFailed(String name, AcmeProblem problem) implements AcmeFault {
    @Override
    public String words() {
      return "the authority could not validate " + name + ": " + problem;
    }
  }

  /** The authority does not offer this challenge for the name. */
  record NotOffered(String name, ChallengeMethod method) implements AcmeFault {
    @Override
    public String words() {
      return "the authority offers no " + method.word() + " for " + name;
    }
  }

  /** The answer to a challenge could not be published. */
  record ResponderFailed(String name, String why) implements AcmeFault {
    @Override
    public String words() {
      return "the answer to the challenge for " + name + " could not be published: " + why;
    }
  }

  /** The time was over. An order is kept and will be gone on with. */
  record TimedOut(String waitedFor, Duration limit) implements AcmeFault {
    @Override
    public String words() {
      return "after " + limit.toSeconds() + " s it still waited for " + waitedFor;
    }
  }

  /** The thread was interrupted. */
  record Interrupted(String doing) implements AcmeFault {
    @Override
    public String words() {
      return "interrupted while it was to " + doing;
    }
  }

  /** The state folder could not be read or written. */
  record StateFailed(String why) implements AcmeFault {
    @Override
    public String words() {
      return "the state folder failed: " + why;
    }
  }
}
