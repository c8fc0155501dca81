package io.github.quotary.evidence.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.collateral.Validity;
import io.github.quotary.policy.Violation;
import io.github.quotary.quote.Quote;
import io.github.quotary.verify.FullReport;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.Optional;

/** A verdict as JSON; members that do not apply are absent. */
public final class VerdictJson {
  private VerdictJson() {}

  /** The verdict. */
  public static ObjectNode of(VerificationResult result, Provenance provenance) {
    ObjectNode json = withoutQuote(result, provenance);
    quote(result).ifPresent(known -> json.set("quote", QuoteJson.of(known)));
    return json;
  }

  /** The verdict without its last member, the quote. */
  static ObjectNode withoutQuote(VerificationResult result, Provenance provenance) {
    ObjectNode json = of(result);
    provenance.addTo(json, result);
    return json;
  }

  /** The quote, whether verified or not; empty if the bytes are none. */
  static Optional<Quote> quote(VerificationResult result) {
    return result instanceof Verified verified
        ? Optional.of(verified.verifiedQuote())
        : result instanceof Rejected rejected
            ? rejected.unverifiedQuote()
            : Optional.of(((Undecided) result).unverifiedQuote());
  }

  /** The verdict with every check. */
  public static ObjectNode of(FullReport report, Provenance provenance) {
    ObjectNode json = of(report.result(), provenance);
    json.set("checks", ExplanationJson.of(report.checks()));
    return json;
  }

  /** The verdict itself, without what it holds under and without the quote. */
  public static ObjectNode of(VerificationResult result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("verdict", result.verdict().toString());
    json.put("outcome", outcome(result));
    json.put("trusted", result.isTrusted());
    json.put("genuine", result.isGenuine());
    if (result instanceof Verified verified) {
      addVerified(json, verified);
    } else if (result instanceof Rejected rejected) {
      addRejected(json, rejected);
    } else if (result instanceof Undecided undecided) {
      json.put("cause", undecided.cause());
      json.put("retryable", undecided.retryable());
    }
    result
        .explanation()
        .filter(explanation -> !explanation.shortfalls().isEmpty())
        .ifPresent(explanation -> json.set("explanation", ExplanationJson.of(explanation)));
    return json;
  }

  private static String outcome(VerificationResult result) {
    return switch (result.verdict()) {
      case TRUSTED, GENUINE, NOT_TRUSTED -> "verified";
      case REJECTED -> "rejected";
      case UNDECIDED -> "undecided";
    };
  }

  private static void addRejected(ObjectNode json, Rejected rejected) {
    ObjectNode reject = json.putObject("reject");
    reject.put("reason", rejected.reason().name());
    reject.put("stage", rejected.reason().stage().id());
    rejected.reason().qvlStatus().ifPresent(status -> reject.put("qvlStatus", status));
    reject.put("returnCode", rejected.reason().returnCode());
    reject.put("detail", rejected.detail());
    rejected
        .rejection()
        .comparison()
        .ifPresent(comparison -> reject.set("comparison", ExplanationJson.of(comparison)));
  }

  private static void addVerified(ObjectNode json, Verified verified) {
    json.put("tcbStatus", verified.tcb().status().intelName());
    var advisories = json.putArray("advisoryIds");
    verified.tcb().advisoryIds().forEach(advisories::add);
    if (!verified.tcb().status().advice().isEmpty()) {
      json.put("advice", verified.tcb().status().advice());
    }
    json.put("tcbDate", verified.tcb().tcbDate().toString());
    json.put("tcbEvaluationDataNumber", verified.tcb().tcbEvaluationDataNumber());
    Validity validity = verified.validity();
    ObjectNode collateral = json.putObject("collateral");
    collateral.put("earliestIssue", validity.earliestIssue().toString());
    collateral.put("latestIssue", validity.latestIssue().toString());
    collateral.put("earliestExpiration", validity.earliestExpiration().toString());
    collateral.put("expired", verified.expired());
    CollateralAge.note(verified).ifPresent(note -> collateral.put("note", note));
    ObjectNode policy = json.putObject("policy");
    var violations = policy.putArray("violations");
    for (Violation violation : verified.violations()) {
      ObjectNode node = violations.addObject();
      node.put("rule", violation.rule());
      node.put("value", violation.value());
      node.put("expected", violation.expected());
    }
    var waived = policy.putArray("waived");
    verified.waived().forEach(waived::add);
  }
}
