package io.github.quotary.ingress.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.acme.PendingOrder.Published;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublicationTest {
  private static final AcmeDirectory CA = AcmeDirectory.of(URI.create("https://ca.example/dir"));

  private boolean isFull;

  private final AcmeFiles files =
      new AcmeLab.Memory() {
        @Override
        public void write(String path, byte[] bytes) throws IOException {
          requireRoom();
          super.write(path, bytes);
        }

        @Override
        public void delete(String path) throws IOException {
          requireRoom();
          super.delete(path);
        }
      };

  private final List<DnsChallenge> removed = new ArrayList<>();
  private final ChallengeResponder.Dns01 dns =
      new ChallengeResponder.Dns01() {
        @Override
        public Optional<String> present(DnsChallenge challenge) {
          return Optional.empty();
        }

        @Override
        public Optional<String> ready(List<DnsChallenge> challenges) {
          return Optional.empty();
        }

        @Override
        public Optional<String> cleanup(DnsChallenge challenge) {
          removed.add(challenge);
          return Optional.empty();
        }
      };

  private void requireRoom() throws IOException {
    if (isFull) {
      throw new IOException("no space left");
    }
  }

  @Test
  void aCleanupThatCannotBeWrittenDownIsTold() throws Exception {
    OrderFiles orders = new OrderFiles(files, CA, "app");
    orders.put(
        new PendingOrder(
            Optional.empty(),
            List.of(new Published(ChallengeMethod.DNS_01, "_acme-challenge.example.com", "v"))));
    Publication publication = new Publication(dns, orders);
    assertTrue(publication.load());
    isFull = true;
    publication.cleanup();
    assertEquals(List.of(new DnsChallenge("_acme-challenge.example.com", "v")), removed);
    assertTrue(
        publication.leftovers().stream().anyMatch(told -> told.contains("no space left")),
        publication.leftovers()::toString);
  }
}
