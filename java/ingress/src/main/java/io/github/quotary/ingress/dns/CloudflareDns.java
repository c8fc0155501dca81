package io.github.quotary.ingress.dns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.ingress.config.Secret;
import io.github.quotary.ingress.dns.Pages.Page;
import io.github.quotary.ingress.dns.RecordData.Caa;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Cloudflare by its API, version 4. The token needs Zone:Read and DNS:Edit; it is sent in the
 * header {@code Authorization} alone. Records are never proxied.
 */
public final class CloudflareDns implements DnsProvider {
  /** Where the API is. */
  public static final URI API = URI.create("https://api.cloudflare.com/client/v4");

  private static final Capabilities CAPABILITIES =
      new Capabilities(Set.of(RecordType.values()), true);
  private static final int NOT_FOUND = 404;

  private final HttpApi api;
  private final Retries retries;

  /** With a token, at an address without a final slash. */
  public CloudflareDns(URI api, Secret token, Retries retries) {
    this.api =
        new HttpApi(
            api, Map.of("Authorization", "Bearer " + token.reveal()), token, retries.clock());
    this.retries = retries;
  }

  @Override
  public String name() {
    return "Cloudflare";
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public DnsResult<Zone> zoneOf(String name) {
    return Pages.zoneOf(name, this.<Zone>pages("/zones?per_page=50", CloudflareDns::zone));
  }

  @Override
  public DnsResult<List<FoundRecord>> list(Zone zone, String name, RecordType type) {
    String query = "?name=" + encoded(name) + "&type=" + type + "&per_page=100";
    return pages(records(zone) + query, CloudflareDns::record);
  }

  @Override
  public DnsResult<FoundRecord> create(Zone zone, DnsRecord record) {
    String body = JsonBody.text(body(record));
    // A try that seemed to fail may have worked, so each looks first.
    return retries.run(
        number ->
            Existing.orElse(
                this,
                zone,
                record,
                () -> api.post(records(zone), body, JsonBody.TYPE, a -> created(a, record))));
  }

  @Override
  public DnsResult<FoundRecord> delete(Zone zone, FoundRecord record) {
    String path = records(zone) + "/" + encoded(record.id());
    return retries.run(
        number ->
            api.delete(
                path,
                answer ->
                    answer.status() == NOT_FOUND
                        ? Attempt.done(record)
                        : json(answer, result -> Attempt.done(record))));
  }

  private static String records(Zone zone) {
    return "/zones/" + encoded(zone.id()) + "/dns_records";
  }

  private <T> DnsResult<List<T>> pages(String path, Function<JsonNode, Optional<T>> read) {
    return Pages.all(
        number ->
            retries.run(
                attempt ->
                    api.get(
                        path + "&page=" + number, answer -> json(answer, all -> page(all, read)))));
  }

  private static <T> Attempt<Page<T>> page(JsonNode answer, Function<JsonNode, Optional<T>> read) {
    if (!answer.path("result").isArray()) {
      return Attempt.unusable("the answer has no array 'result'");
    }
    List<T> items = new ArrayList<>();
    for (JsonNode item : answer.path("result")) {
      Optional<T> found = read.apply(item);
      if (found.isEmpty()) {
        return Attempt.unusable("the answer has an item without the members that it should have");
      }
      items.add(found.get());
    }
    return Attempt.done(new Page<>(items, answer.path("result_info").path("total_pages").asInt(1)));
  }

  private Attempt<FoundRecord> created(HttpApi.Answer answer, DnsRecord record) {
    return json(
        answer,
        all ->
            record(all.path("result"))
                .map(Attempt::done)
                .orElseGet(
                    () ->
                        new Attempt.Over<>(
                            new DnsResult.Partial<>(
                                new FoundRecord("", record),
                                "it says that it is done, but not what it made"))));
  }

  private <T> Attempt<T> json(HttpApi.Answer answer, Function<JsonNode, Attempt<T>> read) {
    Optional<JsonNode> all = JsonBody.object(answer.body());
    if (all.isEmpty()) {
      return JsonBody.notJson(answer);
    }
    if (answer.isGood() && all.get().path("success").asBoolean(false)) {
      return read.apply(all.get());
    }
    List<String> errors = new ArrayList<>();
    for (JsonNode error : all.get().path("errors")) {
      errors.add(error.path("code").asText("?") + " " + error.path("message").asText(""));
    }
    return Attempt.refused(
        answer.status(),
        errors.isEmpty() ? "it gives no reason" : api.safe(String.join("; ", errors)));
  }

  private static Optional<Zone> zone(JsonNode item) {
    return item.path("id").isTextual() && item.path("name").isTextual()
        ? Optional.of(new Zone(item.path("id").asText(), item.path("name").asText()))
        : Optional.empty();
  }

  private static Optional<FoundRecord> record(JsonNode item) {
    String content = item.path("content").asText("");
    JsonNode caa = item.path("data");
    Optional<RecordData> data =
        switch (item.path("type").asText("")) {
          case "A" -> Optional.of(new RecordData.A(content));
          case "AAAA" -> Optional.of(new RecordData.Aaaa(content));
          case "CNAME" -> Optional.of(new RecordData.Cname(content));
          case "TXT" -> Optional.of(new RecordData.Txt(TxtText.plain(content)));
          case "CAA" ->
              caa.path("tag").isTextual()
                  ? Optional.of(
                      new Caa(
                          caa.path("flags").asInt(),
                          caa.path("tag").asText(),
                          TxtText.plain(caa.path("value").asText())))
                  : Optional.empty();
          default -> Optional.empty();
        };
    return data.filter(found -> item.path("id").isTextual() && item.path("name").isTextual())
        .map(
            found ->
                new FoundRecord(
                    item.path("id").asText(),
                    new DnsRecord(item.path("name").asText(), found, item.path("ttl").asInt())));
  }

  private static ObjectNode body(DnsRecord record) {
    ObjectNode body =
        JsonBody.object()
            .put("type", record.type().name())
            .put("name", record.name())
            .put("ttl", record.ttl());
    RecordData data = record.data();
    if (data instanceof Caa caa) {
      body.putObject("data")
          .put("flags", caa.flags())
          .put("tag", caa.tag())
          .put("value", caa.value());
    } else if (data instanceof RecordData.Txt txt) {
      body.put("content", TxtText.quoted(txt.text()));
    } else {
      body.put("content", data.toString()).put("proxied", false);
    }
    return body;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
