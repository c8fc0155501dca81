package io.github.quotary.cli.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.cli.collateral.LookAheadReport;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.evidence.report.VerdictBrief;
import io.github.quotary.evidence.report.VerdictJson;
import io.github.quotary.evidence.report.VerdictText;
import io.github.quotary.pcs.lookahead.Forecast;
import io.github.quotary.verify.FullReport;
import java.util.List;
import java.util.Optional;

/**
 * The verdict with its requested additions.
 *
 * @param provenance where it comes from
 * @param full whether every check was requested
 * @param forecasts the verdicts under data sets that are not in force yet, if requested
 */
record VerifyAnswer(
    FullReport report, Provenance provenance, boolean full, Optional<List<Forecast>> forecasts) {
  ObjectNode json() {
    ObjectNode json =
        full ? VerdictJson.of(report, provenance) : VerdictJson.of(report.result(), provenance);
    forecasts.ifPresent(list -> json.set("lookAhead", LookAheadReport.json(list)));
    return json;
  }

  String text() {
    return (full
            ? VerdictText.of(report.result(), provenance) + VerdictText.of(report.checks())
            : VerdictBrief.of(report.result(), provenance))
        + forecasts.map(LookAheadReport::text).orElse("");
  }
}
