package io.github.quotary.cli.collateral;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.evidence.report.Headline;
import io.github.quotary.evidence.report.VerdictJson;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pcs.lookahead.Forecast;
import io.github.quotary.policy.Violation;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.List;
import java.util.Optional;

/** The verdicts under data sets that are not in force yet. */
public final class LookAheadReport {
  private LookAheadReport() {}

  /** As text. */
  public static String text(List<Forecast> forecasts) {
    StringBuilder text = new StringBuilder("\nLook ahead\n");
    if (forecasts.isEmpty()) {
      text.append("  no newer data set\n");
    }
    for (Forecast forecast : forecasts) {
      text.append("  ").append(name(forecast)).append(": ").append(verdict(forecast.result()));
      text.append('\n');
      if (forecast.result() instanceof Verified verified) {
        for (Violation violation : verified.violations()) {
          text.append("    policy ").append(violation.rule()).append(": ");
          text.append(violation.value()).append("; expected ").append(violation.expected());
          text.append('\n');
        }
      }
      forecast
          .result()
          .explanation()
          .ifPresent(
              explanation ->
                  explanation
                      .shortfalls()
                      .forEach(shortfall -> text.append("    ").append(shortfall).append('\n')));
    }
    return text.toString();
  }

  private static String name(Forecast forecast) {
    StringBuilder name = new StringBuilder();
    if (!(forecast.update() instanceof TcbUpdate.EvaluationDataNumber)) {
      name.append(forecast.update().id()).append(" data set");
    }
    number(forecast)
        .ifPresent(
            number ->
                name.append(name.isEmpty() ? "" : ", ")
                    .append("evaluation data number ")
                    .append(number));
    forecast.disclosed().ifPresent(date -> name.append(", disclosed ").append(date));
    return name.toString();
  }

  private static Optional<String> number(Forecast forecast) {
    if (forecast.update() instanceof TcbUpdate.EvaluationDataNumber exact) {
      return Optional.of(exact.id());
    }
    return forecast
        .recovery()
        .map(recovery -> Long.toString(recovery.number()))
        .or(
            () ->
                forecast.result() instanceof Verified verified
                    ? Optional.of(Long.toString(verified.tcb().tcbEvaluationDataNumber()))
                    : Optional.empty());
  }

  private static String verdict(VerificationResult result) {
    return Headline.of(result)
        + (result instanceof Rejected rejected ? ": " + rejected.detail() : "");
  }

  /** Each verdict as JSON, without the quote, with the data set that it is under. */
  public static ArrayNode json(List<Forecast> forecasts) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Forecast forecast : forecasts) {
      ObjectNode node = json.addObject();
      node.put("dataSet", forecast.update().id());
      forecast
          .recovery()
          .ifPresent(
              recovery -> {
                ObjectNode event = node.putObject("recovery");
                event.put("tcbEvaluationDataNumber", recovery.number());
                event.put("tcbRecoveryEventDate", recovery.tcbRecoveryEventDate().toString());
                event.put("tcbDate", recovery.tcbDate().toString());
              });
      node.setAll(VerdictJson.of(forecast.result()));
    }
    return json;
  }
}
