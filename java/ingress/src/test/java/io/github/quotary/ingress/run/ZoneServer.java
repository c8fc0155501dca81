package io.github.quotary.ingress.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.quotary.ingress.dns.DnsRecord;
import io.github.quotary.ingress.dns.DnsResult;
import io.github.quotary.ingress.dns.FoundRecord;
import io.github.quotary.ingress.dns.RecordData;
import io.github.quotary.ingress.dns.RecordType;
import io.github.quotary.ingress.dns.Zone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Offers a zone to child processes: a name, a type and data, each on its line. */
final class ZoneServer implements AutoCloseable {
  private static final Zone ZONE = new Zone("1", "example.com");

  private final HttpServer server;
  private final TestZone zone;
  private final Gate gate;

  private ZoneServer(HttpServer server, TestZone zone, Gate gate) {
    this.server = server;
    this.zone = zone;
    this.gate = gate;
  }

  static ZoneServer start(TestZone zone, Gate gate) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ZoneServer here = new ZoneServer(server, zone, gate);
    server.createContext("/", here::handle);
    server.start();
    return here;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    String what = exchange.getRequestURI().getPath().substring(1);
    try (exchange) {
      String[] lines =
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
              .split("\n", -1);
      if (!gate.before(Gate.Source.DNS, what)) {
        return;
      }
      byte[] answer = answer(what, lines).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    } catch (RuntimeException e) {
      throw new UncheckedIOException(new IOException(e));
    }
    gate.after(Gate.Source.DNS, what);
  }

  private String answer(String what, String[] lines) {
    RecordType type = RecordType.valueOf(lines[1]);
    if (what.equals("list")) {
      DnsResult<List<FoundRecord>> found = zone.list(ZONE, lines[0], type);
      return ((DnsResult.Done<List<FoundRecord>>) found)
          .value().stream()
              .map(one -> one.record().data().toString())
              .collect(Collectors.joining("\n"));
    }
    DnsRecord record = DnsRecord.of(lines[0], data(type, lines[2]));
    if (what.equals("create")) {
      zone.create(ZONE, record);
    } else {
      zone.delete(ZONE, new FoundRecord("", record));
    }
    return "";
  }

  /** Reads what {@link RecordData} says as a text. */
  static RecordData data(RecordType type, String text) {
    return switch (type) {
      case A -> new RecordData.A(text);
      case AAAA -> new RecordData.Aaaa(text);
      case CNAME -> new RecordData.Cname(text);
      case TXT -> new RecordData.Txt(text.substring(1, text.length() - 1));
      case CAA -> {
        String[] parts = text.split(" ", 3);
        yield new RecordData.Caa(
            Integer.parseInt(parts[0]), parts[1], parts[2].substring(1, parts[2].length() - 1));
      }
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
