package io.github.quotary.tcb;

import io.github.quotary.status.Outcome;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.TcbStatus;

/**
 * Intel's TCB evaluation: a pure function of what the platform has and what Intel's documents ask
 * for. Stateless.
 */
public final class TcbEvaluator {
  private TcbEvaluator() {}

  /**
   * Evaluates a platform like the question's generation of Intel's QVL.
   *
   * @return the evaluation, or {@link RejectReason#TCB_NOT_SUPPORTED}, {@link
   *     RejectReason#TCB_REVOKED}, {@link RejectReason#TCB_UNRECOGNIZED_STATUS}
   */
  public static Outcome<TcbEvaluation> evaluate(TcbQuestion question) {
    Outcome<TcbEvaluation> outcome =
        switch (question.generation()) {
          case V1_26 -> new EvaluatorV126(question).evaluate();
          case V1_27 -> new EvaluatorV127(question).evaluate();
        };
    if (outcome instanceof Outcome.Passed<TcbEvaluation> passed
        && passed.value().status() == TcbStatus.REVOKED) {
      return Outcome.failed(RejectReason.TCB_REVOKED, revokedPart(passed.value()) + " is revoked");
    }
    return outcome;
  }

  private static String revokedPart(TcbEvaluation evaluation) {
    if (evaluation.platform().status() == TcbStatus.REVOKED) {
      return "The platform's TCB level of " + evaluation.platform().tcbDate();
    }
    if (evaluation.qe().status() == TcbStatus.REVOKED) {
      return "The quoting enclave's TCB level with SVN " + evaluation.qe().isvSvn();
    }
    return "The TDX module's TCB level"
        + evaluation.tdxModule().map(level -> " with SVN " + level.isvSvn()).orElse("");
  }

  static <T> Outcome<T> platformNotSupported(PlatformTcb platform) {
    return Outcome.failed(
        RejectReason.TCB_NOT_SUPPORTED,
        "No TCB level is reached by SGX components "
            + platform.sgxComponents()
            + ", PCESVN "
            + platform.pceSvn()
            + platform.teeTcbSvn().map(svn -> ", TEE_TCB_SVN " + svn).orElse("")
            + platform.teeTcbSvn2().map(svn -> ", TEE_TCB_SVN2 " + svn).orElse(""));
  }

  static <T> Outcome<T> qeNotSupported(PlatformTcb platform) {
    return Outcome.failed(
        RejectReason.TCB_NOT_SUPPORTED,
        "No level of the QE identity is reached by the quoting enclave's SVN "
            + platform.qeIsvSvn());
  }
}
