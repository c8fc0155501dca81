package io.github.quotary.domain.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of the question to Certificate Transparency. Only {@link Complete} lets absence count
 * as evidence that a certificate was not logged.
 */
public sealed interface CtOutcome {
  /** Nobody was asked. */
  record NotAsked() implements CtOutcome {
    @Override
    public String name() {
      return "NOT_ASKED";
    }

    @Override
    public String words() {
      return "not asked";
    }
  }

  /**
   * It was asked, and nothing usable came.
   *
   * @param attempts every search without an answer
   */
  record Unavailable(List<CtAttempt> attempts) implements CtOutcome {
    /** Copies the list. */
    public Unavailable {
      attempts = List.copyOf(attempts);
    }

    @Override
    public String name() {
      return "UNAVAILABLE";
    }

    @Override
    public String words() {
      return "unavailable: " + lines(attempts);
    }
  }

  /**
   * Something came, and something may be missing.
   *
   * @param sources who answered
   * @param gaps what may be missing
   * @param attempts every search without an answer
   */
  record Incomplete(List<String> sources, List<String> gaps, List<CtAttempt> attempts)
      implements CtOutcome {
    /** Copies the lists. */
    public Incomplete {
      sources = List.copyOf(sources);
      gaps = List.copyOf(gaps);
      attempts = List.copyOf(attempts);
    }

    @Override
    public String name() {
      return "INCOMPLETE";
    }

    @Override
    public String words() {
      return "incomplete"
          + answered(sources)
          + ": "
          + Stream.concat(
                  gaps.stream(), Stream.of(lines(attempts)).filter(lines -> !lines.isEmpty()))
              .collect(Collectors.joining("; "));
    }
  }

  /**
   * Every search has a whole answer.
   *
   * @param sources who answered
   * @param attempts searches at other services, which gave none
   */
  record Complete(List<String> sources, List<CtAttempt> attempts) implements CtOutcome {
    /** Copies the lists. */
    public Complete {
      sources = List.copyOf(sources);
      attempts = List.copyOf(attempts);
    }

    @Override
    public String name() {
      return "COMPLETE";
    }

    @Override
    public String words() {
      return "complete"
          + answered(sources)
          + (attempts.isEmpty() ? "" : "; before that " + lines(attempts));
    }
  }

  /** Its name in JSON. */
  String name();

  /** It in a sentence; may contain untrusted text. */
  String words();

  /** Who answered; nobody unless something came. */
  default List<String> answeredBy() {
    if (this instanceof Complete complete) {
      return complete.sources();
    }
    return this instanceof Incomplete incomplete ? incomplete.sources() : List.of();
  }

  /** The searches without an answer. */
  default List<CtAttempt> withoutAnswer() {
    if (this instanceof Unavailable unavailable) {
      return unavailable.attempts();
    }
    if (this instanceof Incomplete incomplete) {
      return incomplete.attempts();
    }
    return this instanceof Complete complete ? complete.attempts() : List.of();
  }

  private static String answered(List<String> sources) {
    return sources.isEmpty() ? "" : ", answered by " + String.join(", ", sources);
  }

  private static String lines(List<CtAttempt> attempts) {
    return attempts.stream()
        .map(attempt -> attempt.query() + ": " + attempt.line())
        .collect(Collectors.joining("; "));
  }
}
