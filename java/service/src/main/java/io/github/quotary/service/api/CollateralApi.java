package io.github.quotary.service.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.pcs.document.TrustedDocument;
import io.github.quotary.service.engine.Engine;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.service.exchange.Handler;
import io.github.quotary.service.exchange.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** {@code GET /v1/collateral}: the documents in memory, and how old they are. */
public final class CollateralApi implements Handler {
  private static final int MAX_DOCUMENTS = 10_000;

  private final Engine engine;
  private final Supplier<List<TrustedDocument>> documents;

  /** Shows these documents. */
  public CollateralApi(Engine engine, Supplier<List<TrustedDocument>> documents) {
    this.engine = engine;
    this.documents = documents;
  }

  @Override
  public Answer answer(Request request) {
    Instant now = engine.clock().instant();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("collateralSource", engine.collateralSource());
    ArrayNode array = json.putArray("documents");
    documents.get().stream().limit(MAX_DOCUMENTS).forEach(each -> add(array, each, now));
    return Answer.json(200, json + "\n").with("cache-control", "no-store");
  }

  private static void add(ArrayNode array, TrustedDocument document, Instant now) {
    ObjectNode node = array.addObject();
    node.put("document", document.key().toString());
    node.put("issueDate", document.facts().issueDate().toString());
    node.put("nextUpdate", document.facts().nextUpdate().toString());
    node.put("validUntil", document.facts().validUntil().toString());
    node.put("ageSeconds", Duration.between(document.facts().issueDate(), now).toSeconds());
    node.put("current", document.isCurrentAt(now));
  }
}
