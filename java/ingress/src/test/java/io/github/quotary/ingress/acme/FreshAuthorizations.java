package io.github.quotary.ingress.acme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Sees to it that no order gets the authorization of an earlier one. Pebble, told to reuse none,
 * still reuses one in a hundred. Such an order is answered as if its nonce were bad; the client
 * then orders again.
 */
final class FreshAuthorizations {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NONCE = "Replay-Nonce";

  private final Set<String> known = new HashSet<>();

  /** The answer to an order, or the refusal of its nonce. */
  synchronized CaReply of(CaReply order) throws IOException {
    if (order.status() != 201) {
      return order;
    }
    boolean isFresh = true;
    for (JsonNode one : JSON.readTree(order.body()).path("authorizations")) {
      isFresh &= known.add(one.asText());
    }
    return isFresh
        ? order
        : CaReply.problem(400, "badNonce", "the order reuses an authorization")
            .with(NONCE, order.headers().getOrDefault(NONCE, ""));
  }
}
