package io.github.quotary.service.exchange;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request whose body was read whole. Immutable, as long as nobody writes to the body.
 *
 * @param method such as {@code POST}
 * @param path as it was sent, without the query
 * @param query as it was sent, without the question mark; empty if there is none
 * @param headers by their name in lower case; of one that was sent several times, every value
 * @param body not copied
 * @param client the peer's address, without its port
 * @param peer the chain of the client's certificate, the leaf first; empty without mutual TLS
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are not copied on the way.
public record Request(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    byte[] body,
    String client,
    List<X509Certificate> peer) {
  /** The first value of a header, whose name is in lower case. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }
}
