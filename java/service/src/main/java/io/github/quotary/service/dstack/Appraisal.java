package io.github.quotary.service.dstack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.dstack.SystemEvents;
import io.github.quotary.domain.dstack.image.MatchedOsImage;
import io.github.quotary.domain.dstack.image.OsImageAllowList;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.evidence.report.VerdictJson;
import io.github.quotary.policy.Violation;
import io.github.quotary.quote.TdAttribute;
import io.github.quotary.quote.TdReport;
import io.github.quotary.quote.TdReport15;
import io.github.quotary.rtmr.Rtmr;
import io.github.quotary.rtmr.RtmrComparison;
import io.github.quotary.rtmr.RtmrReplay;
import io.github.quotary.verify.VerificationContext;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One request's checks, in dstack-verifier's order: the quote with RTMR3, the OS image, the events.
 * The first that fails gives the reason. Not thread-safe.
 */
final class Appraisal {
  private static final String QUOTE = "Quote verification failed: ";
  private static final String IMAGE = "OS image hash verification failed: ";
  private static final String EVENTS = "Event log verification failed: ";

  private final Claimed claimed;
  private final VerificationResult result;
  private final DstackOptions options;
  private final Details details = new Details();
  private final List<String> notChecked = new ArrayList<>();
  private final ObjectNode more = JsonNodeFactory.instance.objectNode();

  Appraisal(Claimed claimed, VerificationResult result, DstackOptions options) {
    this.claimed = claimed;
    this.result = result;
    this.options = options;
  }

  ObjectNode json(Provenance provenance) {
    notChecked.addAll(result.notChecked());
    String reason = problem();
    ObjectNode json = json(details, reason);
    ObjectNode quotary = json.putObject("quotary");
    ArrayNode names = quotary.putArray("not_checked");
    notChecked.forEach(names::add);
    quotary.setAll(more);
    quotary.set("verdict", VerdictJson.of(result, provenance));
    return json;
  }

  /** An answer for a claim that was not even read. */
  static ObjectNode unread(String reason) {
    return json(new Details(), reason);
  }

  private static ObjectNode json(Details details, @Nullable String reason) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("is_valid", reason == null);
    json.set("details", details.json());
    json.put("reason", reason);
    return json;
  }

  /** The reason why the claim is not valid; null if it is. */
  private @Nullable String problem() {
    if (result instanceof Rejected rejected) {
      return QUOTE + "failed to verify TDX quote: " + rejected.detail();
    }
    if (result instanceof Undecided undecided) {
      return QUOTE + "failed to verify TDX quote: " + undecided.cause();
    }
    Verified verified = (Verified) result;
    if (verified.tdReport().isEmpty()) {
      return QUOTE + "no td report";
    }
    TdReport report = verified.tdReport().get();
    RtmrComparison comparison = RtmrReplay.of(claimed.log()).compare(verified);
    Optional<String> quoteProblem = quoteProblem(verified, report, comparison);
    if (quoteProblem.isPresent()) {
      return QUOTE + quoteProblem.get();
    }
    details.quoteVerified(verified, report);
    notChecked.remove(VerificationContext.EVENT_LOG);
    return workloadProblem(verified, report, comparison);
  }

  private Optional<String> quoteProblem(
      Verified verified, TdReport report, RtmrComparison comparison) {
    if (verified.expired()) {
      return Optional.of("the collateral expired at " + verified.validity().earliestExpiration());
    }
    if ((report.tdAttributeBits() & TdAttribute.DEBUG.mask()) != 0) {
      return Optional.of("Debug mode is not allowed");
    }
    if (!report.mrSignerSeam().isZero()) {
      return Optional.of("Invalid mr signer seam");
    }
    if (report instanceof TdReport15 newer && !newer.hasNoServiceTd()) {
      return Optional.of("Invalid mr service td");
    }
    boolean isReplayed =
        comparison.matches(Rtmr.RTMR3)
            || (report.rtmr(3).isZero() && comparison.proven(Rtmr.RTMR3).isEmpty());
    if (!isReplayed) {
      return Optional.of(
          "RTMR3 mismatch, quoted: "
              + report.rtmr(3)
              + ", replayed: "
              + RtmrReplay.of(claimed.log()).computed(Rtmr.RTMR3));
    }
    return claimed.contradiction(report);
  }

  private @Nullable String workloadProblem(
      Verified verified, TdReport report, RtmrComparison comparison) {
    notChecked.add("acpiTables");
    notChecked.add("osImageIsDev");
    Reading<SystemEvents> events = SystemEvents.read(comparison);
    OsImage.Outcome image = OsImage.check(claimed, report);
    Optional<MatchedOsImage> matched =
        image instanceof OsImage.Outcome.Matched found
            ? Optional.of(found.image())
            : Optional.empty();
    allowList(report, matched);
    Optional<AppInfoJson> app = events.found().map(read -> AppInfoJson.of(verified, report, read));
    if (matched.isEmpty()) {
      app.ifPresent(known -> more.set("app_info", known.appInfo("")));
      return imageProblem(image);
    }
    details.osImageVerified();
    if (app.isEmpty()) {
      return EVENTS + events.problem().orElse("");
    }
    details.eventLogVerified(app.get(), matched.get().hash().toString(), verified);
    return policyProblem(verified);
  }

  private String imageProblem(OsImage.Outcome image) {
    if (image instanceof OsImage.Outcome.NotChecked left) {
      notChecked.add("osImage");
      return IMAGE + left.reason();
    }
    return IMAGE + ((OsImage.Outcome.Failed) image).reason();
  }

  private void allowList(TdReport report, Optional<MatchedOsImage> matched) {
    if (options.osImages().isEmpty()) {
      notChecked.add("osImageAllowList");
      return;
    }
    ObjectNode node = more.putObject("os_image_allow_list");
    OsImageAllowList.Verdict verdict = options.osImages().get().check(report, matched);
    node.put("allowed", verdict instanceof OsImageAllowList.Verdict.Allowed);
    if (verdict instanceof OsImageAllowList.Verdict.Allowed allowed) {
      node.put("label", allowed.label());
      node.put("by", allowed.how());
    } else {
      node.put("reason", ((OsImageAllowList.Verdict.NotAllowed) verdict).reason());
    }
  }

  /** What this service's own rules object to, if they count. */
  private @Nullable String policyProblem(Verified verified) {
    if (!options.policyCounts()) {
      return null;
    }
    String rules =
        verified.violations().stream()
            .map(Violation::rule)
            .filter(rule -> !rule.equals(VerificationContext.IDENTITY))
            .distinct()
            .collect(Collectors.joining(", "));
    if (!rules.isEmpty()) {
      return "Policy violation: " + rules;
    }
    return more.path("os_image_allow_list").path("allowed").asBoolean(true)
        ? null
        : "Policy violation: the OS image is not on the allow-list";
  }
}
