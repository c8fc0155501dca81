package io.github.quotary.cli.verify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.evidence.report.Headline;
import io.github.quotary.verify.FullReport;
import io.github.quotary.verify.VerificationResult;

/**
 * The verdicts under the data set in force and under the early one, of which the worse decides.
 *
 * @param standard under the data set in force
 * @param early under the early one; undecided if that could not be had
 */
record Required(FullReport standard, FullReport early) {
  private boolean isEarlyWorse() {
    int inForce = ExitCode.of(standard.result());
    int ahead = ExitCode.of(early.result());
    return ahead != inForce && ExitCode.heavier(inForce, ahead) == ahead;
  }

  /** The worse one; that of the data set in force if they are equally bad. */
  FullReport deciding() {
    return isEarlyWorse() ? early : standard;
  }

  /** Says in the result's JSON what was required, and which data set decided. */
  void addTo(ObjectNode json) {
    json.put("required", "early");
    json.put("decidedBy", isEarlyWorse() ? "early" : "standard");
    ArrayNode sets = json.putArray("requiredDataSets");
    add(sets, "standard", standard.result());
    add(sets, "early", early.result());
  }

  private static void add(ArrayNode sets, String name, VerificationResult result) {
    sets.addObject()
        .put("dataSet", name)
        .put("trusted", result.isTrusted())
        .put("exitCode", ExitCode.of(result));
  }

  /** The same on two lines. */
  String text() {
    return "Required: trusted under the standard and the early data set; the "
        + (isEarlyWorse() ? "early" : "standard")
        + " one decides\n  standard: "
        + Headline.of(standard.result())
        + "\n  early: "
        + Headline.of(early.result())
        + "\n";
  }
}
