package io.github.quotary.ingress.acme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * What an authority is asked.
 *
 * @param path as Pebble has it
 */
public record CaRequest(String method, String path, Map<String, String> headers, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What requests are for. */
  public enum Kind {
    DIRECTORY("/dir"),
    NONCE("/nonce-plz"),
    ACCOUNT("/sign-me-up"),
    NEW_ORDER("/order-plz"),
    ORDER("/my-order/"),
    AUTHORIZATION("/authZ/"),
    CHALLENGE("/chalZ/"),
    FINALIZE("/finalize-order/"),
    CERTIFICATE("/certZ/"),
    RENEWAL_INFO("/renewal-info/"),
    OTHER("");

    private final String path;

    Kind(String path) {
      this.path = path;
    }
  }

  public Kind kind() {
    for (Kind kind : Kind.values()) {
      if (path.startsWith(kind.path)) {
        return kind;
      }
    }
    return Kind.OTHER;
  }

  /** The account that signed it; empty if a key did. */
  public String account() {
    return part("protected").path("kid").asText("");
  }

  /** What it says; a missing node where it only looks. */
  public JsonNode payload() {
    return part("payload");
  }

  private JsonNode part(String name) {
    try {
      String text = JSON.readTree(body).path(name).asText("");
      return JSON.readTree(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalArgumentException("no signed request: " + body, e);
    }
  }
}
