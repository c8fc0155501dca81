package io.github.quotary.evidence.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.status.CheckResult;
import io.github.quotary.status.Comparison;
import io.github.quotary.tcb.SvnNeed;
import io.github.quotary.tcb.TcbExplanation;
import io.github.quotary.tcb.TcbTarget;
import java.util.List;
import java.util.Locale;

/** Explanations and full reports as JSON. */
final class ExplanationJson {
  private ExplanationJson() {}

  static ObjectNode of(TcbExplanation explanation) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode shortfalls = json.putArray("shortfalls");
    explanation.shortfalls().forEach(shortfall -> shortfalls.add(shortfall.toString()));
    explanation.nextBetter().ifPresent(target -> json.set("nextBetter", of(target)));
    explanation.upToDate().ifPresent(target -> json.set("upToDate", of(target)));
    return json;
  }

  private static ObjectNode of(TcbTarget target) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("tcbStatus", target.status().intelName());
    json.put("tcbDate", target.tcbDate().toString());
    ArrayNode needs = json.putArray("needs");
    for (SvnNeed need : target.needs()) {
      ObjectNode node = needs.addObject();
      node.put("component", need.component().toString());
      node.put("kind", need.component().kind().name());
      if (need.component().index() > 0) {
        node.put("index", need.component().index());
      }
      node.put("has", need.has());
      node.put("needs", need.needs());
      node.put("remedy", need.remedy().name());
    }
    ArrayNode resolved = json.putArray("resolvedAdvisoryIds");
    target.resolvedAdvisoryIds().forEach(resolved::add);
    return json;
  }

  static ObjectNode of(Comparison comparison) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("field", comparison.field());
    json.put("expected", comparison.expected());
    json.put("expectedFrom", comparison.expectedFrom());
    json.put("found", comparison.found());
    json.put("foundIn", comparison.foundIn());
    return json;
  }

  static ArrayNode of(List<CheckResult> checks) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (CheckResult check : checks) {
      ObjectNode node = json.addObject();
      node.put("check", check.check().name());
      node.put("stage", check.check().stage().id());
      node.put("state", check.state().name().toLowerCase(Locale.ROOT));
      check
          .problem()
          .ifPresent(
              problem -> {
                node.put("detail", problem.detail());
                Comparison comparison = problem.comparisonOrNull();
                if (comparison != null) {
                  node.set("comparison", of(comparison));
                }
              });
    }
    return json;
  }
}
