package io.github.quotary.guest.provider;

import io.github.quotary.quote.Measurement;
import io.github.quotary.status.SafeText;
import java.time.Duration;

/**
 * Why the TEE gave no answer, or none that can be used. Each says where it happened, what was wrong
 * and what to do; {@link #message} has all three in one line, in which whatever came from outside
 * is escaped. Immutable.
 */
public sealed interface GuestFault {
  /** What was asked: a socket or a file, perhaps with the call. Not escaped. */
  String where();

  /** What was wrong, on one line, escaped. */
  String problem();

  /** What can be done about it. */
  String advice();

  /** One line for a log: where, what was wrong, what to do. */
  default String message() {
    return SafeText.of(where(), Shown.WHERE) + ": " + problem() + "; " + advice();
  }

  /**
   * There is no such socket or folder.
   *
   * @param where what was looked for
   * @param advice what would make it appear
   */
  record NotThere(String where, String advice) implements GuestFault {
    @Override
    public String problem() {
      return "it does not exist";
    }
  }

  /**
   * It exists, but nobody listens, or this process may not use it.
   *
   * @param where what was tried
   * @param reason which of both
   * @param advice what to do
   */
  record Refused(String where, String reason, String advice) implements GuestFault {
    @Override
    public String problem() {
      return SafeText.of(reason, Shown.REASON);
    }
  }

  /**
   * The exchange was not over in time; its connection is closed.
   *
   * @param where what was asked
   * @param stage what was waited for
   * @param limit for the whole exchange
   */
  record TimedOut(String where, String stage, Duration limit) implements GuestFault {
    @Override
    public String problem() {
      return "no end within " + limit.toMillis() + " ms, while " + stage;
    }

    @Override
    public String advice() {
      return "look whether the agent hangs, or allow more time";
    }
  }

  /**
   * The answer exceeds a limit; the rest was not read.
   *
   * @param where what was asked
   * @param part of the answer
   * @param limit in bytes
   */
  record TooLarge(String where, String part, long limit) implements GuestFault {
    @Override
    public String problem() {
      return part + " has more than " + limit + " bytes";
    }

    @Override
    public String advice() {
      return "look whether this is the right socket or file, or raise the limit";
    }
  }

  /**
   * The answer is not what the protocol prescribes, or ends too early.
   *
   * @param where what was asked
   * @param flaw what is wrong with it
   */
  record Malformed(String where, String flaw) implements GuestFault {
    @Override
    public String problem() {
      return "malformed answer: " + SafeText.of(flaw, Shown.REASON);
    }

    @Override
    public String advice() {
      return "look whether this is the right socket or file, and of a version that is supported";
    }
  }

  /**
   * The agent answered that it cannot do what was asked.
   *
   * @param where what was asked
   * @param status the HTTP status
   * @param words the agent's own, as they came, at most 4096 characters; may be empty
   */
  record AgentError(String where, int status, String words) implements GuestFault {
    private static final int NOT_FOUND = 404;

    @Override
    public String problem() {
      return "the agent answered with status "
          + status
          + (words.isBlank()
              ? " and without words"
              : ": " + SafeText.of(words.strip(), Shown.REASON));
    }

    @Override
    public String advice() {
      return status == NOT_FOUND
          ? "this agent may lack the call: update the guest's image"
          : "see the agent's log in the guest";
    }
  }

  /**
   * The quote is a quote, but over other report data than were asked for.
   *
   * @param where what was asked
   * @param asked 64 bytes
   * @param quoted the 64 bytes of report data in the quote
   */
  record OtherReportData(String where, Measurement asked, Measurement quoted)
      implements GuestFault {
    @Override
    public String problem() {
      return "the quote has the report data " + quoted + ", not " + asked;
    }

    @Override
    public String advice() {
      return "do not use it: something between this process and the TEE answers for another";
    }
  }

  /**
   * The TEE was busy with others, in every attempt.
   *
   * @param where what was asked
   * @param reason what the last attempt met
   * @param attempts how many were made
   */
  record Busy(String where, String reason, int attempts) implements GuestFault {
    @Override
    public String problem() {
      return SafeText.of(reason, Shown.REASON) + ", in " + attempts + " attempts";
    }

    @Override
    public String advice() {
      return "try again later, and look who else asks for quotes";
    }
  }

  /**
   * The kernel's reports are of another kind of TEE.
   *
   * @param where the entry
   * @param provider the name that it gave
   */
  record OtherProvider(String where, String provider) implements GuestFault {
    @Override
    public String problem() {
      return "its provider is " + SafeText.of(provider, Shown.REASON) + ", not tdx_guest";
    }

    @Override
    public String advice() {
      return "run in a TDX guest: reports of other TEEs are not quotes";
    }
  }

  /**
   * This kind of agent has no such call.
   *
   * @param where what was asked
   */
  record Unsupported(String where) implements GuestFault {
    @Override
    public String problem() {
      return "this agent has no such call";
    }

    @Override
    public String advice() {
      return "use the socket dstack.sock of a guest image of version 0.5 or newer";
    }
  }

  /**
   * The operating system reported an error.
   *
   * @param where what was asked
   * @param reason its words
   * @param advice what to do
   */
  record Broken(String where, String reason, String advice) implements GuestFault {
    @Override
    public String problem() {
      return SafeText.of(reason, Shown.REASON);
    }
  }

  /**
   * The calling thread was interrupted; its interrupt status is set.
   *
   * @param where what was asked
   */
  record Interrupted(String where) implements GuestFault {
    @Override
    public String problem() {
      return "the thread was interrupted while it waited";
    }

    @Override
    public String advice() {
      return "ask again if the answer is still wanted";
    }
  }
}
