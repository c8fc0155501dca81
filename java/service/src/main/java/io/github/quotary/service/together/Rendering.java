package io.github.quotary.service.together;

import io.github.quotary.evidence.report.InputChecks;
import io.github.quotary.evidence.report.VerdictLines;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.service.exchange.Problem;
import io.github.quotary.service.exchange.ProblemException;
import io.github.quotary.verify.Verdict;
import io.github.quotary.verify.VerificationResult;
import java.util.Arrays;
import java.util.function.Consumer;

/** Makes answers of verdicts. Not thread-safe: one for each worker, with what it can use again. */
final class Rendering {
  /** A fault of this software. */
  static final Problem INTERNAL = Problem.internal();

  private static final int MAX_BUFFER = 1 << 20;

  private final Consumer<Verdict> verdicts;
  private VerdictLines lines = new VerdictLines();

  /**
   * Makes answers.
   *
   * @param verdicts hears what each of them says
   */
  Rendering(Consumer<Verdict> verdicts) {
    this.verdicts = verdicts;
  }

  /** The answer; a problem if it cannot be made. */
  Answer answer(Question question, VerificationResult result) {
    InputChecks checks =
        InputChecks.of(result, question.bindings(), question.logs()).with(question.notes());
    verdicts.accept(checks.result().verdict());
    if (question.renderer() == null) {
      return json(question, checks);
    }
    try {
      return question.renderer().apply(checks);
    } catch (ProblemException e) {
      return e.problem().answer();
    } catch (RuntimeException e) {
      return internal();
    }
  }

  private Answer json(Question question, InputChecks checks) {
    lines.clear();
    lines.add(checks, question.provenance());
    byte[] json = Arrays.copyOf(lines.bytes(), lines.size());
    if (lines.bytes().length > MAX_BUFFER) {
      lines = new VerdictLines();
    }
    return Answer.json(200, json);
  }

  /** A fault of this software. */
  static Answer internal() {
    return INTERNAL.answer();
  }
}
