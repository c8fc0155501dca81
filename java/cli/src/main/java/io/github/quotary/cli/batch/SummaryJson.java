package io.github.quotary.cli.batch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.cli.option.VersionProvider;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.verify.BatchSummary;
import io.github.quotary.verify.Verdict;
import io.github.quotary.verify.VerificationContext;
import java.util.Map;
import java.util.function.Function;

/** The summary of a batch as one JSON object. */
final class SummaryJson {
  private SummaryJson() {}

  static ObjectNode of(
      BatchSummary summary, int threads, String times, VerificationContext context) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("quotes", summary.quotes());
    summary.elapsed().ifPresent(time -> json.put("seconds", time.toNanos() / 1e9));
    summary.quotesPerSecond().ifPresent(rate -> json.put("quotesPerSecond", rate));
    json.put("interrupted", summary.cancelled());
    long trusted = context.statesIdentity() ? summary.trusted() : 0;
    ObjectNode verdicts = json.putObject("verdicts");
    verdicts.put(Verdict.TRUSTED.toString(), trusted);
    verdicts.put(Verdict.GENUINE.toString(), summary.genuine());
    verdicts.put(Verdict.NOT_TRUSTED.toString(), summary.verified() - trusted - summary.genuine());
    verdicts.put(Verdict.REJECTED.toString(), summary.rejected());
    verdicts.put(Verdict.UNDECIDED.toString(), summary.undecided());
    counts(json.putObject("violations"), summary.violations(), rule -> rule);
    counts(json.putObject("rejectReasons"), summary.reasons(), RejectReason::name);
    counts(json.putObject("tcbStatus"), summary.statuses(), TcbStatus::intelName);
    json.put("timesOfVerification", times);
    Provenance.addAnchor(json, context.trustAnchor());
    json.put("generation", context.generation().version());
    json.put("policySha256", context.policy().sha256().toString());
    json.put("engine", context.engine());
    json.put("threads", threads);
    json.put("producer", VersionProvider.version());
    return json;
  }

  private static <K> void counts(ObjectNode json, Map<K, Long> counts, Function<K, String> name) {
    counts.forEach((what, count) -> json.put(name.apply(what), count));
  }
}
