package io.github.quotary.service.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why there is no answer (RFC 9457): what was wrong, where, and what to do.
 *
 * @param status HTTP's status code
 * @param title the kind of problem, in a few words
 * @param detail this problem, in a sentence or two
 * @param at where: a member of the body or the name of a header; empty for the whole
 */
public record Problem(int status, String title, String detail, String at) {
  /** Media type of the answer. */
  public static final String TYPE = "application/problem+json";

  /** The caller's mistake in the whole request. */
  public static Problem badRequest(String detail) {
    return new Problem(400, "Bad request", detail, "");
  }

  /** The caller's mistake in a member of the body. */
  public static Problem badMember(String member, String detail) {
    return new Problem(400, "Bad request", detail, member);
  }

  /** More was asked than there is room for. */
  public static Problem busy() {
    return new Problem(
        429, "Too many requests", "The service has as many requests as it can hold.", "");
  }

  /** A fault of this software. */
  public static Problem internal() {
    return new Problem(500, "Internal error", "The service failed; this is a bug in it.", "");
  }

  /** The answer. */
  public Answer answer() {
    return answer(Map.of());
  }

  /** The answer, which asks to come again. */
  public Answer retryAfter(long seconds) {
    return answer(Map.of("retry-after", Long.toString(seconds)));
  }

  /** The answer with further headers. */
  public Answer answer(Map<String, String> more) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("title", title);
    json.put("status", status);
    json.put("detail", detail);
    if (!at.isEmpty()) {
      json.put("at", at);
    }
    Map<String, String> headers = new LinkedHashMap<>(more);
    headers.put("cache-control", "no-store");
    return new Answer(status, TYPE, headers, json.toString().getBytes(StandardCharsets.UTF_8));
  }
}
