package io.github.quotary.simulator.pcs;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer before it is sent. */
final class PcsReply {
  static final String JSON = "application/json";

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private PcsReply(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }

  static PcsReply ok(String contentType, byte[] body) {
    return new PcsReply(200, Map.of("Content-Type", contentType), body);
  }

  static PcsReply error(int status) {
    return html(status, "<html><body><h1>" + status + "</h1></body></html>\n");
  }

  static PcsReply html(int status, String page) {
    return new PcsReply(
        status, Map.of("Content-Type", "text/html"), page.getBytes(StandardCharsets.UTF_8));
  }

  PcsReply with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new PcsReply(status, more, body);
  }

  PcsReply without(String name) {
    Map<String, String> fewer = new LinkedHashMap<>(headers);
    fewer.remove(name);
    return new PcsReply(status, fewer, body);
  }

  PcsReply withBody(byte[] value) {
    return new PcsReply(status, headers, value);
  }
}
