package io.github.quotary.service.envoy;

import java.util.Map;
import java.util.Optional;

/**
 * What a client sent, as Envoy tells it.
 *
 * @param headers values by names in lower case; several values of a name are joined by commas
 * @param certificate the client's certificate, PEM, URL-encoded; empty if there is none
 */
record ClientRequest(Map<String, String> headers, String certificate) {
  ClientRequest {
    headers = Map.copyOf(headers);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).filter(value -> !value.isEmpty());
  }
}
