package io.github.quotary.domain.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.domain.watch.NameState.CaaEntry;
import io.github.quotary.domain.watch.NameState.CaaHistory;
import io.github.quotary.domain.watch.NameState.Certificate;
import io.github.quotary.domain.watch.NameState.KnownKey;
import io.github.quotary.domain.watch.WatchState.Pending;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The state as JSON: reading what was written gives an equal state. */
final class StateJson {
  private static final int VERSION = 1;

  private StateJson() {}

  static String write(WatchState state) {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("version", VERSION);
    ObjectNode names = root.putObject("names");
    state.names().forEach((name, known) -> write(names.putObject(name), known));
    ArrayNode outbox = root.putArray("outbox");
    for (Pending pending : state.outbox()) {
      ObjectNode node = outbox.addObject();
      node.set("alert", AlertJson.node(pending.alert()));
      ArrayNode owed = node.putArray("owed");
      pending.owed().forEach(owed::add);
    }
    return AlertJson.text(root);
  }

  private static void write(ObjectNode node, NameState known) {
    node.put("since", known.since().toString()).put("observations", known.observations());
    node.put("last_observed", known.lastObserved().toString());
    put(node, "last_conclusive", known.lastConclusive());
    node.put("silent", known.silent());
    ObjectNode checks = node.putObject("checks");
    known.checks().forEach(checks::put);
    objects(node, "facts", known.facts(), StateJson::write);
    objects(
        node,
        "keys",
        known.keys(),
        (key, value) ->
            key.put("first_seen", value.firstSeen().toString())
                .put("last_seen", value.lastSeen().toString())
                .put("attested", value.attested())
                .put("trusted", value.trusted()));
    objects(
        node,
        "certificates",
        known.certificates(),
        (certificate, value) ->
            certificate
                .put("first_seen", value.firstSeen().toString())
                .put("not_after", value.notAfter().toString())
                .put("attested", value.attested()));
    objects(node, "caa", known.caa(), StateJson::write);
    instants(node.putObject("expiries"), known.expiries());
    instants(node.putObject("ends"), known.ends());
    ObjectNode alerts = node.putObject("alerts");
    known.alerts().forEach((kind, count) -> alerts.put(kind.word(), count));
    known.testRoot().ifPresent(words -> node.put("test_root", words));
  }

  private static void write(ObjectNode node, Fact fact) {
    node.put("value", fact.value()).put("since", fact.since().toString());
    instants(node.putObject("seen"), fact.seen());
    fact.returning()
        .ifPresent(
            back ->
                node.putObject("returning")
                    .put("value", back.value())
                    .put("since", back.since().toString()));
  }

  private static void write(ObjectNode node, CaaHistory history) {
    put(node, "first_locked", history.firstLocked());
    put(node, "locked_since", history.lockedSince());
    ArrayNode entries = node.putArray("entries");
    for (CaaEntry entry : history.entries()) {
      entries
          .addObject()
          .put("at", entry.at().toString())
          .put("lock", entry.lock())
          .put("records", entry.records());
    }
  }

  private static void put(ObjectNode node, String name, Optional<Instant> time) {
    time.ifPresent(present -> node.put(name, present.toString()));
  }

  private static void instants(ObjectNode node, Map<String, Instant> times) {
    new TreeMap<>(times).forEach((name, time) -> node.put(name, time.toString()));
  }

  private static <V> void objects(
      ObjectNode node, String name, Map<String, V> map, BiConsumer<ObjectNode, V> writer) {
    ObjectNode object = node.putObject(name);
    map.forEach((key, value) -> writer.accept(object.putObject(key), value));
  }

  /**
   * Reads a state.
   *
   * @throws IllegalArgumentException if it is not valid
   */
  static WatchState read(byte[] json) {
    try {
      ObjectNode root = StrictJson.object(json);
      int version = root.path("version").asInt();
      if (version != VERSION) {
        throw new IllegalArgumentException("version " + version + " is not " + VERSION);
      }
      Map<String, NameState> names = new TreeMap<>();
      for (Map.Entry<String, JsonNode> entry : root.required("names").properties()) {
        names.put(entry.getKey(), name(entry.getKey(), entry.getValue()));
      }
      List<Pending> outbox = new ArrayList<>();
      for (JsonNode node : root.required("outbox")) {
        Set<String> owed = new TreeSet<>();
        node.required("owed").forEach(sink -> owed.add(sink.asText()));
        outbox.add(new Pending(AlertJson.read(node.required("alert")), owed));
      }
      return new WatchState(names, outbox);
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e.problem(), e);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a valid time", e);
    }
  }

  private static NameState name(String name, JsonNode node) {
    Map<AlertKind, Long> alerts = new TreeMap<>();
    node.required("alerts")
        .properties()
        .forEach(entry -> alerts.put(AlertJson.kind(entry.getKey()), entry.getValue().asLong()));
    return new NameState(
        name,
        instant(node, "since"),
        node.required("observations").asLong(),
        instant(node, "last_observed"),
        optional(node, "last_conclusive"),
        node.required("silent").asBoolean(),
        map(node, "checks", JsonNode::asBoolean),
        map(node, "facts", StateJson::fact),
        map(
            node,
            "keys",
            key ->
                new KnownKey(
                    instant(key, "first_seen"),
                    instant(key, "last_seen"),
                    key.required("attested").asBoolean(),
                    key.required("trusted").asBoolean())),
        map(
            node,
            "certificates",
            certificate ->
                new Certificate(
                    instant(certificate, "first_seen"),
                    instant(certificate, "not_after"),
                    certificate.required("attested").asBoolean())),
        map(node, "caa", StateJson::history),
        instants(node, "expiries"),
        instants(node, "ends"),
        alerts,
        Optional.ofNullable(node.path("test_root").textValue()));
  }

  private static Fact fact(JsonNode node) {
    JsonNode returning = node.path("returning");
    return new Fact(
        node.required("value").asText(),
        instant(node, "since"),
        instants(node, "seen"),
        returning.isMissingNode()
            ? Optional.empty()
            : Optional.of(
                new Fact.Returning(
                    returning.required("value").asText(), instant(returning, "since"))));
  }

  private static CaaHistory history(JsonNode node) {
    List<CaaEntry> entries = new ArrayList<>();
    for (JsonNode entry : node.required("entries")) {
      entries.add(
          new CaaEntry(
              instant(entry, "at"),
              entry.required("lock").asText(),
              entry.required("records").asText()));
    }
    return new CaaHistory(optional(node, "first_locked"), optional(node, "locked_since"), entries);
  }

  private static Instant instant(JsonNode node, String member) {
    return Instant.parse(node.required(member).asText());
  }

  private static Map<String, Instant> instants(JsonNode node, String member) {
    return map(node, member, time -> Instant.parse(time.asText()));
  }

  private static Optional<Instant> optional(JsonNode node, String member) {
    return node.has(member) ? Optional.of(instant(node, member)) : Optional.empty();
  }

  private static <V> Map<String, V> map(
      JsonNode node, String member, Function<JsonNode, V> reader) {
    Map<String, V> map = new TreeMap<>();
    node.required(member)
        .properties()
        .forEach(entry -> map.put(entry.getKey(), reader.apply(entry.getValue())));
    return map;
  }
}
