package io.github.quotary.cli.crosscheck;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.cli.option.VersionProvider;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.qvl.CrossCheckResult;
import io.github.quotary.qvl.CrossCheckResult.Differ;
import io.github.quotary.qvl.Difference;
import io.github.quotary.qvl.QvlVerdict;
import java.io.PrintWriter;
import java.util.List;

/** One JSON line for each comparison; notices go to the other stream. */
final class CrosscheckJson implements CrosscheckReport {
  private final PrintWriter out;
  private final PrintWriter messages;

  CrosscheckJson(PrintWriter out, PrintWriter messages) {
    this.out = out;
    this.messages = messages;
  }

  @Override
  public void begin(List<String> notices) {
    notices.forEach(messages::println);
  }

  @Override
  public void compared(Subject subject, Against against, CrossCheckResult result) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("id", subject.id());
    line.put("against", against.id());
    line.put("verifiedAt", subject.at().toString());
    Provenance.addAnchor(line, subject.anchor());
    line.put("producer", VersionProvider.version());
    line.put("outcome", outcome(result));
    line.set("ours", verdict(result.ours()));
    line.set("intel", verdict(result.theirs()));
    ArrayNode differences = line.putArray("differences");
    if (result instanceof Differ differ) {
      differ.differences().forEach(difference -> differences.add(difference(difference)));
    }
    out.println(line);
  }

  private static String outcome(CrossCheckResult result) {
    if (result instanceof Differ differ) {
      return differ.isKnown() ? "known" : "differ";
    }
    return "agree";
  }

  private static ObjectNode verdict(QvlVerdict verdict) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("returnCode", verdict.returnCode().name());
    verdict.status().ifPresent(status -> node.put("tcbStatus", status.intelName()));
    if (verdict.returnCode().isSuccess()) {
      node.put("expired", verdict.expired());
      ArrayNode advisories = node.putArray("advisoryIds");
      verdict.advisoryIds().forEach(advisories::add);
    }
    verdict.failure().ifPresent(failure -> node.put("stage", failure.stage()));
    return node;
  }

  private static ObjectNode difference(Difference difference) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("what", difference.what());
    node.put("ours", difference.ours());
    node.put("intel", difference.theirs());
    difference.known().ifPresent(known -> node.put("known", known.explanation()));
    return node;
  }

  @Override
  public void end(Tally tally) {
    messages.println(
        tally.compared() + " comparisons, " + tally.differ() + " with unexplained differences");
  }
}
