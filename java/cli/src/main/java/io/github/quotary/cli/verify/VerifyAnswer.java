package io.github.quotary.cli.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.cli.collateral.LookAheadReport;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.evidence.report.InputChecks;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.evidence.report.VerdictBrief;
import io.github.quotary.evidence.report.VerdictJson;
import io.github.quotary.evidence.report.VerdictText;
import io.github.quotary.pcs.lookahead.Forecast;
import io.github.quotary.verify.FullReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The verdict with its requested additions.
 *
 * @param checks what came with the quote, compared with it
 * @param notes what else of the input was not read or not used; in text they are on standard error
 * @param provenance where it comes from
 * @param full whether every check was requested
 * @param forecasts the verdicts under data sets that are not in force yet, if requested
 * @param required the verdicts of which {@code report} is the worse, if the early one counts
 */
record VerifyAnswer(
    FullReport report,
    InputChecks checks,
    List<String> notes,
    Provenance provenance,
    boolean full,
    Optional<List<Forecast>> forecasts,
    Optional<Required> required) {
  /** A part of the input that does not fit the verified quote is a mismatch. */
  int exitCode() {
    int code = ExitCode.of(report.result());
    return checks.fails() ? ExitCode.heavier(code, ExitCode.REJECTED) : code;
  }

  ObjectNode json() {
    ObjectNode json =
        full ? VerdictJson.of(report, provenance) : VerdictJson.of(report.result(), provenance);
    checks.with(notes).addTo(json);
    required.ifPresent(both -> both.addTo(json));
    forecasts.ifPresent(list -> json.set("lookAhead", LookAheadReport.json(list)));
    return json;
  }

  String text() {
    return (full
            ? VerdictText.of(report.result(), provenance)
            : VerdictBrief.of(report.result(), provenance))
        + checks.lines().stream().map(line -> line + "\n").collect(Collectors.joining())
        + required.map(Required::text).orElse("")
        + (full ? VerdictText.of(report.checks()) : "")
        + forecasts.map(LookAheadReport::text).orElse("");
  }
}
