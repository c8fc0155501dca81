package io.github.quotary.cli.crosscheck;

import io.github.quotary.qvl.CrossCheckResult;
import java.util.List;

/** Takes what a cross-check finds. */
interface Report {
  /** What is compared with. */
  void begin(List<String> notices);

  /** One comparison. */
  void compared(Subject subject, Against against, CrossCheckResult result);

  /** The end. */
  void end(Tally tally);
}
