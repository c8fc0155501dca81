package io.github.quotary.ingress.dns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.ingress.config.Secret;
import io.github.quotary.ingress.dns.Pages.Page;
import io.github.quotary.ingress.dns.RecordData.Caa;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Linode by its API, version 4. The token needs read and write access to domains. CAA records have
 * no flags there, and may not stand beside a CNAME. A zone's records are read as a whole, in pages.
 */
public final class LinodeDns implements DnsProvider {
  /** Where the API is. */
  public static final URI API = URI.create("https://api.linode.com/v4");

  private static final Capabilities CAPABILITIES =
      new Capabilities(Set.of(RecordType.values()), false);
  private static final int NOT_FOUND = 404;

  private final HttpApi api;
  private final Retries retries;

  /** With a token, at an address without a final slash. */
  public LinodeDns(URI api, Secret token, Retries retries) {
    this.api =
        new HttpApi(
            api, Map.of("Authorization", "Bearer " + token.reveal()), token, retries.clock());
    this.retries = retries;
  }

  @Override
  public String name() {
    return "Linode";
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public DnsResult<Zone> zoneOf(String name) {
    return Pages.zoneOf(name, this.<Zone>pages("/domains", LinodeDns::zone));
  }

  @Override
  public DnsResult<List<FoundRecord>> list(Zone zone, String name, RecordType type) {
    String below = zone.below(name);
    DnsResult<List<Optional<FoundRecord>>> all =
        pages(
            records(zone),
            item ->
                item.path("type").isTextual() && item.path("id").isIntegralNumber()
                    ? Optional.of(record(zone, item))
                    : Optional.empty());
    return all.map(
        found ->
            found.stream()
                .flatMap(Optional::stream)
                .filter(one -> zone.below(one.record().name()).equals(below))
                .filter(one -> one.record().type() == type)
                .toList());
  }

  @Override
  public DnsResult<FoundRecord> create(Zone zone, DnsRecord record) {
    if (record.data() instanceof Caa caa && caa.flags() != 0) {
      return new DnsResult.Refused<>(0, "Linode has no flags for CAA records");
    }
    String body = JsonBody.text(body(zone, record));
    return retries.run(
        number ->
            Existing.orElse(
                this,
                zone,
                record,
                () -> api.post(records(zone), body, JsonBody.TYPE, a -> created(a, zone, record))));
  }

  @Override
  public DnsResult<FoundRecord> delete(Zone zone, FoundRecord record) {
    String path = records(zone) + "/" + record.id();
    return retries.run(
        number ->
            api.delete(
                path,
                answer ->
                    answer.status() == NOT_FOUND || answer.isGood()
                        ? Attempt.done(record)
                        : json(answer, all -> Attempt.done(record))));
  }

  private static String records(Zone zone) {
    return "/domains/" + zone.id() + "/records";
  }

  private <T> DnsResult<List<T>> pages(String path, Function<JsonNode, Optional<T>> read) {
    return Pages.all(
        number ->
            retries.run(
                attempt ->
                    api.get(
                        path + "?page_size=100&page=" + number,
                        answer -> json(answer, all -> page(all, read)))));
  }

  private static <T> Attempt<Page<T>> page(JsonNode answer, Function<JsonNode, Optional<T>> read) {
    if (!answer.path("data").isArray()) {
      return Attempt.unusable("the answer has no array 'data'");
    }
    List<T> items = new ArrayList<>();
    for (JsonNode item : answer.path("data")) {
      Optional<T> found = read.apply(item);
      if (found.isEmpty()) {
        return Attempt.unusable("the answer has an item without the members that it should have");
      }
      items.add(found.get());
    }
    return Attempt.done(new Page<>(items, answer.path("pages").asInt(1)));
  }

  private Attempt<FoundRecord> created(HttpApi.Answer answer, Zone zone, DnsRecord record) {
    return json(
        answer,
        all ->
            all.path("id").isIntegralNumber()
                ? record(zone, all)
                    .map(Attempt::done)
                    .orElseGet(() -> Attempt.unusable("the record that it made is of another type"))
                : new Attempt.Over<>(
                    new DnsResult.Partial<>(
                        new FoundRecord("", record),
                        "it says that it is done, but not what it made")));
  }

  private <T> Attempt<T> json(HttpApi.Answer answer, Function<JsonNode, Attempt<T>> read) {
    Optional<JsonNode> all = JsonBody.object(answer.body());
    if (all.isEmpty()) {
      return JsonBody.notJson(answer);
    }
    if (answer.isGood()) {
      return read.apply(all.get());
    }
    List<String> errors = new ArrayList<>();
    for (JsonNode error : all.get().path("errors")) {
      String field = error.path("field").asText("");
      errors.add((field.isEmpty() ? "" : field + ": ") + error.path("reason").asText(""));
    }
    return Attempt.refused(
        answer.status(),
        errors.isEmpty() ? "it gives no reason" : api.safe(String.join("; ", errors)));
  }

  private static Optional<Zone> zone(JsonNode item) {
    return item.path("id").isIntegralNumber() && item.path("domain").isTextual()
        ? Optional.of(new Zone(item.path("id").asText(), item.path("domain").asText()))
        : Optional.empty();
  }

  /** The record of an item, unless it is of a type that an ingress has nothing to do with. */
  private static Optional<FoundRecord> record(Zone zone, JsonNode item) {
    String target = item.path("target").asText("");
    Optional<RecordData> data =
        switch (item.path("type").asText("")) {
          case "A" -> Optional.of(new RecordData.A(target));
          case "AAAA" -> Optional.of(new RecordData.Aaaa(target));
          case "CNAME" -> Optional.of(new RecordData.Cname(target));
          case "TXT" -> Optional.of(new RecordData.Txt(TxtText.plain(target)));
          case "CAA" ->
              Optional.of(new Caa(0, item.path("tag").asText("issue"), TxtText.plain(target)));
          default -> Optional.empty();
        };
    String below = item.path("name").asText("");
    String name = below.isEmpty() ? zone.name() : below + "." + zone.name();
    return data.map(
        found ->
            new FoundRecord(
                item.path("id").asText(),
                new DnsRecord(name, found, item.path("ttl_sec").asInt())));
  }

  private static ObjectNode body(Zone zone, DnsRecord record) {
    ObjectNode body =
        JsonBody.object()
            .put("type", record.type().name())
            .put("name", zone.below(record.name()))
            .put("ttl_sec", record.ttl());
    RecordData data = record.data();
    if (data instanceof Caa caa) {
      return body.put("tag", caa.tag()).put("target", caa.value());
    }
    return body.put("target", data instanceof RecordData.Txt txt ? txt.text() : data.toString());
  }
}
