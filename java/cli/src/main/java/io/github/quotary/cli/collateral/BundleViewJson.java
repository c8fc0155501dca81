package io.github.quotary.cli.collateral;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.cli.option.VersionProvider;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.pcs.document.DocumentFacts;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.quote.TeeType;
import java.time.Instant;
import java.util.Locale;

/** A bundle as JSON; members that do not apply are absent. */
public final class BundleViewJson {
  private BundleViewJson() {}

  /** The contents. */
  public static ObjectNode show(BundleView view) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    add(json, view, false);
    return json;
  }

  /** The contents and the result of the check under a root. */
  public static ObjectNode check(BundleView view, TrustAnchor anchor) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("outcome", view.grade().name().toLowerCase(Locale.ROOT));
    Provenance.addAnchor(json, anchor);
    json.put("producer", VersionProvider.version());
    add(json, view, true);
    return json;
  }

  private static void add(ObjectNode json, BundleView view, boolean checked) {
    json.put("at", view.at().toString());
    Instant createdAt = view.bundle().createdAt();
    if (!createdAt.equals(Instant.EPOCH)) {
      json.put("createdAt", createdAt.toString());
    }
    view.firstToExpire()
        .ifPresent(
            item -> {
              ObjectNode next = json.putObject("nextExpiry");
              next.put("at", item.facts().orElseThrow().validUntil().toString());
              next.put("document", item.document().key().id());
            });
    ArrayNode documents = json.putArray("documents");
    view.items().forEach(item -> documents.add(document(item, view, checked)));
    ArrayNode missing = json.putArray("missing");
    view.bundle().missing().forEach(key -> missing.add(key.id()));
  }

  private static ObjectNode document(BundleView.Item item, BundleView view, boolean checked) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    DocumentKey key = item.document().key();
    json.put("id", key.id());
    if (checked) {
      json.put("status", item.problem().map(problem -> problem.id()).orElse("good"));
      if (!item.detail().isEmpty()) {
        json.put("detail", item.detail());
      }
    }
    subject(json, key);
    item.facts().ifPresent(facts -> dates(json, key, facts, view.at()));
    json.put("origin", item.document().origin());
    if (!item.document().receivedAt().equals(Instant.EPOCH)) {
      json.put("receivedAt", item.document().receivedAt().toString());
    }
    return json;
  }

  private static void subject(ObjectNode json, DocumentKey key) {
    if (key instanceof DocumentKey.TcbInfo info) {
      json.put("type", "tcbInfo");
      json.put("fmspc", info.fmspc().toString());
      dataSet(json, info.teeType(), info.update());
    } else if (key instanceof DocumentKey.QeIdentity identity) {
      json.put("type", "qeIdentity");
      dataSet(json, identity.teeType(), identity.update());
    } else if (key instanceof DocumentKey.PckCrl crl) {
      json.put("type", "pckCrl");
      json.put("ca", crl.ca().parameter());
    } else if (key instanceof DocumentKey.EvaluationDataNumbers numbers) {
      json.put("type", "tcbEvaluationDataNumbers");
      json.put("tee", lower(numbers.teeType()));
    } else {
      json.put("type", "rootCaCrl");
    }
  }

  private static void dataSet(ObjectNode json, TeeType tee, TcbUpdate update) {
    json.put("tee", lower(tee));
    json.put("dataSet", update.id());
  }

  private static String lower(TeeType tee) {
    return tee.name().toLowerCase(Locale.ROOT);
  }

  private static void dates(ObjectNode json, DocumentKey key, DocumentFacts facts, Instant at) {
    if (key.isRevocationList()) {
      json.put("crlNumber", facts.number());
    } else if (!(key instanceof DocumentKey.EvaluationDataNumbers)) {
      json.put("tcbEvaluationDataNumber", facts.number());
    }
    json.put("issueDate", facts.issueDate().toString());
    json.put("nextUpdate", facts.nextUpdate().toString());
    json.put("validFrom", facts.validFrom().toString());
    json.put("validUntil", facts.validUntil().toString());
    json.put("current", facts.isCurrentAt(at));
  }
}
