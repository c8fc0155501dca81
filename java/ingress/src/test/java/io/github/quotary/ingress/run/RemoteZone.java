package io.github.quotary.ingress.run;

import io.github.quotary.ingress.dns.Capabilities;
import io.github.quotary.ingress.dns.DnsProvider;
import io.github.quotary.ingress.dns.DnsRecord;
import io.github.quotary.ingress.dns.DnsResult;
import io.github.quotary.ingress.dns.FoundRecord;
import io.github.quotary.ingress.dns.RecordType;
import io.github.quotary.ingress.dns.Zone;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The provider of a child process: a {@link ZoneServer} in its parent. */
final class RemoteZone implements DnsProvider {
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI server;

  RemoteZone(URI server) {
    this.server = server;
  }

  @Override
  public String name() {
    return "the parent's provider";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Set.of(RecordType.values()), true);
  }

  @Override
  public DnsResult<Zone> zoneOf(String name) {
    return new DnsResult.Done<>(new Zone("1", "example.com"));
  }

  @Override
  public DnsResult<List<FoundRecord>> list(Zone zone, String name, RecordType type) {
    return ask("list", name + "\n" + type + "\n")
        .map(
            lines ->
                lines
                    .lines()
                    .map(data -> DnsRecord.of(name, ZoneServer.data(type, data)))
                    .map(record -> new FoundRecord("", record))
                    .toList());
  }

  @Override
  public DnsResult<FoundRecord> create(Zone zone, DnsRecord record) {
    return ask("create", text(record)).map(unused -> new FoundRecord("", record));
  }

  @Override
  public DnsResult<FoundRecord> delete(Zone zone, FoundRecord record) {
    return ask("delete", text(record.record())).map(unused -> record);
  }

  private static String text(DnsRecord record) {
    return record.name() + "\n" + record.type() + "\n" + record.data();
  }

  private DnsResult<String> ask(String what, String body) {
    try {
      HttpResponse<String> reply =
          client.send(
              HttpRequest.newBuilder(server.resolve("/" + what))
                  .timeout(Duration.ofSeconds(30))
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return reply.statusCode() == 200
          ? new DnsResult.Done<>(reply.body())
          : new DnsResult.Refused<>(reply.statusCode(), reply.body());
    } catch (IOException e) {
      return new DnsResult.Unavailable<>(e.toString(), 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new DnsResult.Unavailable<>("interrupted", 1);
    }
  }
}
