package io.github.quotary.ingress.acme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.caa.CaaName;
import io.github.quotary.domain.caa.CaaQuestion;
import io.github.quotary.domain.caa.CaaSearch;
import io.github.quotary.domain.caa.RelevantSet;
import io.github.quotary.domain.dns.DnsSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for CAA records when a challenge is answered and again when an order is finalized, and
 * refuses as an authority must (RFC 8659, RFC 8657). It learns from the authority's answers what
 * belongs to which order.
 */
final class CaaEnforcement {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> METHODS = List.of("dns-01", "tls-alpn-01");

  private final String issuer;
  private final CaaSearch search;
  private final Map<String, JsonNode> authorizations = new HashMap<>();
  private final Map<String, String> authorizationOf = new HashMap<>();
  private final Map<String, JsonNode> orderOf = new HashMap<>();
  private final Map<String, List<String>> methods = new HashMap<>();
  private final Map<String, ObjectNode> refused = new HashMap<>();

  CaaEnforcement(String issuer, DnsSource dns) {
    this.issuer = issuer;
    this.search = new CaaSearch(dns);
  }

  /** The refusal of a request; empty if the authority may have it. */
  synchronized Optional<CaReply> refusal(CaRequest request, String url) throws IOException {
    return switch (request.kind()) {
      case CHALLENGE -> challenge(request, url);
      case FINALIZE -> complete(request, url);
      default -> Optional.empty();
    };
  }

  /** Learns from an answer, and writes into it what was refused. */
  synchronized CaReply seen(CaRequest request, String url, CaReply reply) throws IOException {
    if (!reply.isJson() || reply.body().isBlank()) {
      return reply;
    }
    JsonNode body = JSON.readTree(reply.body());
    return switch (request.kind()) {
      case AUTHORIZATION -> reply.withBody(authorization(url, (ObjectNode) body));
      case NEW_ORDER, ORDER, FINALIZE -> reply.withBody(order((ObjectNode) body));
      default -> reply;
    };
  }

  private String authorization(String url, ObjectNode body) {
    authorizations.put(url, body.deepCopy());
    body.path("challenges").forEach(one -> authorizationOf.put(one.path("url").asText(), url));
    ObjectNode problem = refused.get(url);
    if (problem != null) {
      body.put("status", "invalid");
      for (JsonNode one : body.path("challenges")) {
        ((ObjectNode) one).put("status", "invalid").set("error", problem);
      }
    }
    return body.toString();
  }

  private String order(ObjectNode body) {
    orderOf.put(body.path("finalize").asText(), body.deepCopy());
    for (JsonNode one : body.path("authorizations")) {
      ObjectNode problem = refused.get(one.asText());
      if (problem != null) {
        body.put("status", "invalid").set("error", problem);
      }
    }
    return body.toString();
  }

  private Optional<CaReply> challenge(CaRequest request, String url) {
    String authorization = authorizationOf.get(url);
    if (authorization == null || request.payload().isMissingNode()) {
      return Optional.empty();
    }
    JsonNode known = authorizations.get(authorization);
    for (JsonNode one : known.path("challenges")) {
      if (one.path("url").asText().equals(url)) {
        String method = one.path("type").asText();
        methods.put(authorization, List.of(method));
        if (!permits(known, request.account(), List.of(method))) {
          ObjectNode problem = problem("CAA record for " + name(known) + " prevents issuance");
          refused.put(authorization, problem);
          ObjectNode answer = one.deepCopy();
          answer.put("status", "invalid").set("error", problem);
          return Optional.of(CaReply.json(answer.toString()));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<CaReply> complete(CaRequest request, String url) {
    JsonNode order = orderOf.get(url);
    List<JsonNode> forbidden = new ArrayList<>();
    for (JsonNode one : order.path("authorizations")) {
      JsonNode known = authorizations.get(one.asText());
      if (!permits(known, request.account(), methods.getOrDefault(one.asText(), METHODS))) {
        forbidden.add(known.path("identifier"));
      }
    }
    if (forbidden.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode problem = problem("While processing CAA: some names are forbidden");
    ArrayNode parts = problem.putArray("subproblems");
    forbidden.forEach(
        identifier ->
            parts.add(problem("CAA record prevents issuance").set("identifier", identifier)));
    return Optional.of(
        new CaReply(403, Map.of("Content-Type", "application/problem+json"), problem.toString()));
  }

  private boolean permits(JsonNode authorization, String account, List<String> anyOf) {
    CaaName name = CaaName.parse(name(authorization)).orElseThrow();
    RelevantSet set = search.find(name);
    return anyOf.stream()
        .anyMatch(method -> new CaaQuestion(name, issuer, account, method).isPermittedBy(set));
  }

  private static String name(JsonNode authorization) {
    return (authorization.path("wildcard").asBoolean() ? "*." : "")
        + authorization.path("identifier").path("value").asText();
  }

  private static ObjectNode problem(String detail) {
    return JSON.createObjectNode()
        .put("type", "urn:ietf:params:acme:error:caa")
        .put("detail", detail)
        .put("status", 403);
  }
}
