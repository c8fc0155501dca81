package io.github.quotary.ingress.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;

/**
 * A plan as JSON: {@code readiness}, {@code authority}, {@code account}, {@code id}, {@code names}
 * with {@code records}, {@code lock} and {@code certificate}, {@code files}, {@code unknown}. What
 * is not known is null, and is told in {@code unknown}.
 */
public final class PlanJson {
  private PlanJson() {}

  /** The JSON object, indented. */
  public static String of(IngressPlan plan) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("readiness", plan.readiness().name().toLowerCase(Locale.ROOT));
    json.put("authority", plan.authority());
    ObjectNode account = json.putObject("account");
    account.put("uri", plan.account().known().flatMap(uri -> uri).orElse(null));
    plan.account().known().ifPresent(uri -> account.put("exists", uri.isPresent()));
    json.put("id", plan.id().known().orElse(null));
    ArrayNode names = json.putArray("names");
    plan.names().forEach(name -> names.add(name(name)));
    plan.files().forEach(json.putArray("files")::add);
    plan.unknown().forEach(json.putArray("unknown")::add);
    return json.toPrettyString() + "\n";
  }

  private static JsonNode name(NamePlan plan) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", plan.name().toString());
    ObjectNode certificate = json.putObject("certificate");
    plan.certificate().known().ifPresent(end -> certificate.put("exists", end.isPresent()));
    certificate.put(
        "notAfter",
        plan.certificate().known().flatMap(end -> end).map(Instant::toString).orElse(null));
    Lock lock = plan.lock();
    json.putObject("lock")
        .put("strong", lock.isStrong())
        .put("name", lock.forName().name())
        .put("wildcard", lock.forWildcard().name())
        .put("conditional", lock.isConditional())
        .put("why", lock.why());
    ArrayNode records = json.putArray("records");
    for (RecordLine line : plan.records()) {
      records
          .addObject()
          .put("name", line.record().name())
          .put("type", line.record().type().name())
          .put("data", line.record().data().toString())
          .put("fate", line.fate().name())
          .put("why", line.why());
    }
    return json;
  }
}
