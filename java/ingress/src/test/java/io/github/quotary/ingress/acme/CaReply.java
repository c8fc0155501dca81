package io.github.quotary.ingress.acme;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An answer of an authority. Header names have no letter case. */
public record CaReply(int status, Map<String, String> headers, String body) {
  public CaReply {
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = copy;
  }

  public static CaReply problem(int status, String type, String detail) {
    return new CaReply(
        status,
        Map.of("Content-Type", "application/problem+json"),
        """
        {"type": "urn:ietf:params:acme:error:%s", "detail": "%s"}"""
            .formatted(type, detail));
  }

  public static CaReply json(String body) {
    return new CaReply(200, Map.of("Content-Type", "application/json"), body);
  }

  public CaReply with(String header, String value) {
    Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(headers);
    more.put(header, value);
    return new CaReply(status, more, body);
  }

  public CaReply withBody(String other) {
    return new CaReply(status, headers, other);
  }

  boolean isBadNonce() {
    return status == 400 && body.contains("urn:ietf:params:acme:error:badNonce");
  }

  boolean isJson() {
    return headers
        .getOrDefault("Content-Type", "")
        .toLowerCase(Locale.ROOT)
        .startsWith("application/json");
  }

  byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
