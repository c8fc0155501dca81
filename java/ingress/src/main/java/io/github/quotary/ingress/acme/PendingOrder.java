package io.github.quotary.ingress.acme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An order that is under way, as it is stored. Its text shows no key.
 *
 * @param open empty once only answers to challenges are left to be taken away
 * @param published answers to challenges that may stand
 */
record PendingOrder(Optional<Open> open, List<Published> published) {

  PendingOrder {
    published = List.copyOf(published);
  }

  /** An order that the authority knows. */
  record Open(
      URL order, URI account, SortedSet<String> names, ChallengeMethod method, KeyPair key) {
    @Override
    public String toString() {
      return order.toString();
    }
  }

  /**
   * An answer to a challenge.
   *
   * @param name of the record, or the host name with tls-alpn-01
   * @param value of the record
   */
  record Published(ChallengeMethod method, String name, String value) {}

  PendingOrder with(List<Published> now) {
    return new PendingOrder(open, now);
  }

  byte[] write() throws IOException {
    ObjectNode document = AcmeFiles.JSON.createObjectNode();
    open.ifPresent(
        it -> {
          document.put("order", it.order().toString());
          document.put("account", it.account().toString());
          ArrayNode names = document.putArray("names");
          it.names().forEach(names::add);
          document.put("method", it.method().name());
          document.put("key", Keys.pem(it.key().getPrivate()));
        });
    ArrayNode array = document.putArray("published");
    for (Published one : published) {
      ObjectNode node = array.addObject();
      node.put("method", one.method().name());
      node.put("name", one.name());
      node.put("value", one.value());
    }
    return AcmeFiles.JSON.writeValueAsBytes(document);
  }

  /** Reads what was written; empty if it cannot be read, which costs no more than one order. */
  static Optional<PendingOrder> read(byte[] bytes) {
    try {
      JsonNode document = AcmeFiles.tree(bytes);
      List<Published> published = new ArrayList<>();
      for (JsonNode one : document.path("published")) {
        published.add(
            new Published(
                ChallengeMethod.valueOf(one.path("method").asText()),
                one.path("name").asText(),
                one.path("value").asText()));
      }
      Optional<Open> open = document.has("order") ? Optional.of(open(document)) : Optional.empty();
      return Optional.of(new PendingOrder(open, published));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Open open(JsonNode document)
      throws MalformedURLException, GeneralSecurityException {
    SortedSet<String> names = new TreeSet<>();
    document.path("names").forEach(name -> names.add(name.asText()));
    return new Open(
        URI.create(document.path("order").asText()).toURL(),
        URI.create(document.path("account").asText()),
        names,
        ChallengeMethod.valueOf(document.path("method").asText()),
        Keys.read(document.path("key").asText()));
  }
}
