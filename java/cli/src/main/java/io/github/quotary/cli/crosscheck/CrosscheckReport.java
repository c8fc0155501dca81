package io.github.quotary.cli.crosscheck;

import io.github.quotary.qvl.CrossCheckResult;
import java.util.List;

/** Receives the results of a cross-check. */
interface CrosscheckReport {
  /** The start; the notices say which of Intel's libraries are in use. */
  void begin(List<String> notices);

  /** One comparison. */
  void compared(Subject subject, Against against, CrossCheckResult result);

  /** The end. */
  void end(Tally tally);
}
