package io.github.quotary.service.envoy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether a request may pass.
 *
 * @param refusal why not; empty if it may
 * @param detail what was wrong, one line; empty if nothing
 * @param headers what the quote says, by names of headers
 */
record Decision(Optional<Refusal> refusal, String detail, Map<String, String> headers) {
  Decision {
    headers = Map.copyOf(headers);
  }

  static Decision allow(Map<String, String> headers) {
    return new Decision(Optional.empty(), "", headers);
  }

  static Decision refuse(Refusal refusal, String detail) {
    return new Decision(Optional.of(refusal), detail, Map.of());
  }

  Decision with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new Decision(refusal, detail, more);
  }

  /** The body for the client: JSON. */
  String body() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    refusal.ifPresent(why -> json.put("error", why.name()));
    json.put("detail", detail);
    return json.toString();
  }
}
