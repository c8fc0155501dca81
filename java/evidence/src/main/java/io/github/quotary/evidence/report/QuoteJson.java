package io.github.quotary.evidence.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.quote.Quote;
import java.util.Locale;

/** The contents of a quote as JSON. */
final class QuoteJson {
  private QuoteJson() {}

  static ObjectNode of(Quote quote) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", quote.id().toString());
    json.put("version", quote.version());
    json.put("tee", quote.teeType().name().toLowerCase(Locale.ROOT));
    ObjectNode report = json.putObject("report");
    ReportFields.of(quote.body())
        .forEach(
            (name, value) -> {
              if (name.equals("isvProdId") || name.equals("isvSvn") || name.equals("vmId")) {
                report.put(name, Integer.parseInt(value));
              } else {
                report.put(name, value);
              }
            });
    return json;
  }
}
